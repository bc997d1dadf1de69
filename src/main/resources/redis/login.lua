-- KEYS: the failures of the account, those of the address. ARGV: what happened ('try', 'failure' or 'success'), the window in
-- milliseconds, the most failures of the account, of the address. Answers the milliseconds to wait, or 0 if that may go on.
local wait = 0
for i, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[2 + i]) then
    wait = math.max(wait, redis.call('PTTL', key), 1)
  end
end
if wait > 0 then
  return wait
end
if ARGV[1] == 'failure' then
  for _, key in ipairs(KEYS) do
    if redis.call('INCR', key) == 1 then
      redis.call('PEXPIRE', key, ARGV[2])
    end
  end
elseif ARGV[1] == 'success' then
  redis.call('DEL', KEYS[1])
end
return 0
