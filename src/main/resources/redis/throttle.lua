-- KEYS: counters, for example the failures of an account and those of an address.
-- ARGV: the event ('try', 'count', or 'success', which clears the first counter), the window in milliseconds, and the
-- limit of each counter.
-- Returns the milliseconds to wait, or 0 if the event is allowed.
local wait = 0
for i, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[2 + i]) then
    wait = math.max(wait, redis.call('PTTL', key), 1)
  end
end
if wait > 0 then
  return wait
end
if ARGV[1] == 'count' then
  for _, key in ipairs(KEYS) do
    if redis.call('INCR', key) == 1 then
      redis.call('PEXPIRE', key, ARGV[2])
    end
  end
elseif ARGV[1] == 'success' then
  redis.call('DEL', KEYS[1])
end
return 0
