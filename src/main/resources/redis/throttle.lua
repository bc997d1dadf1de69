-- KEYS: a counter, for example the failures of an account or those of an address.
-- ARGV: the event ('try', 'count', 'undo', or 'clear'), the window in milliseconds, and the limit of the counter.
-- Returns the milliseconds to wait, or 0 if the event is allowed. An event that is not allowed changes nothing.
-- 'undo' takes one count back and is always allowed.
local count = tonumber(redis.call('GET', KEYS[1]) or '0')
if ARGV[1] == 'undo' then
  if count > 0 then
    redis.call('DECR', KEYS[1])
  end
  return 0
end
if count >= tonumber(ARGV[3]) then
  return math.max(redis.call('PTTL', KEYS[1]), 1)
end
if ARGV[1] == 'count' and redis.call('INCR', KEYS[1]) == 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
elseif ARGV[1] == 'clear' then
  redis.call('DEL', KEYS[1])
end
return 0
