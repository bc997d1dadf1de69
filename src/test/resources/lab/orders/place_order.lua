-- KEYS: the order, its payment, the orders of its user, the stock of each product
-- ARGV: number, user, total, lines, quantity of each product
if redis.call('EXISTS', KEYS[1]) == 1 then
    return 1
end
for i = 4, #KEYS do
    if tonumber(redis.call('GET', KEYS[i]) or '0') < tonumber(ARGV[i + 1]) then
        return 0
    end
end
for i = 4, #KEYS do
    redis.call('DECRBY', KEYS[i], ARGV[i + 1])
end
redis.call('HSET', KEYS[1], 'user', ARGV[2], 'status', 'PAID', 'total', ARGV[3], 'lines', ARGV[4])
redis.call('HSET', KEYS[2], 'order', ARGV[1], 'amount', ARGV[3], 'status', 'CAPTURED')
redis.call('ZADD', KEYS[3], ARGV[1], ARGV[1])
return 1
