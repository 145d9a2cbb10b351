-- Counts a part of a chord once, and claims the body for the task that makes the count full.
--
-- KEYS[1]  celery-taskset-meta-<group>.j   sorted set of parts, by their place in the group
-- KEYS[2]  celery-taskset-meta-<group>.s   how many parts there are
-- KEYS[3]  celery-taskset-meta-<group>.t   how many were added while it ran
-- KEYS[4]  apium:chord:<group>             the task that has the claim
-- ARGV[1]  the part's place: a number, or +inf
-- ARGV[2]  the part: [1, "<id>", "<state>", <result>]
-- ARGV[3]  what every entry of that task begins with
-- ARGV[4]  the task's id
-- ARGV[5]  seconds to keep all this
-- returns  nil while parts are missing or another task has the claim; all parts in order when the claim is this task's
local known = false
for _, part in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], ARGV[1])) do
  known = known or string.sub(part, 1, #ARGV[3]) == ARGV[3]
end
if not known then
  redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
end
for key = 1, 3 do
  redis.call('EXPIRE', KEYS[key], ARGV[5])
end
local size = redis.call('GET', KEYS[2])
if not size then
  return nil
end
local added = redis.call('GET', KEYS[3]) or 0
if redis.call('ZCARD', KEYS[1]) < tonumber(size) + tonumber(added) then
  return nil
end
local claim = redis.call('GET', KEYS[4])
if claim and claim ~= ARGV[4] then
  return nil
end
redis.call('SETEX', KEYS[4], ARGV[5], ARGV[4])
return redis.call('ZRANGE', KEYS[1], 0, -1)
