-- Counts a part of a chord once, and claims the body for the task that makes the count full. Where nobody has said
-- how many parts there are, one part is told to be counted again after a while, and then that the count is lost.
--
-- KEYS[1]  celery-taskset-meta-<group>.j   sorted set of parts, by their place in the group
-- KEYS[2]  celery-taskset-meta-<group>.s   how many parts there are
-- KEYS[3]  celery-taskset-meta-<group>.t   how many were added while it ran
-- KEYS[4]  apium:chord:<group>             the task that has the claim
-- KEYS[5]  apium:chord:<group>:counted     how many parts were counted while their number was known: goes before the
--          number does
-- KEYS[6]  apium:chord:<group>:unsized     the part that watches for the size: when it last saw something new
--          (milliseconds), how many parts there were, and the task's id, with spaces between them
-- ARGV[1]  the part's place: a number, or +inf
-- ARGV[2]  the part: [1, "<id>", "<state>", <result>]
-- ARGV[3]  what every entry of that task begins with
-- ARGV[4]  the task's id
-- ARGV[5]  seconds to keep all this
-- ARGV[6]  milliseconds without a size and without a part after which the count is lost
-- returns  nil while parts are missing or another task has the claim; {"complete", part, part…} in order when the
--          claim is this task's; {"unsized"} to be counted again; {"lost"}; {"twice"} when the id has another place,
--          too; {"unreadable", key}
local answers = {}
for key, command in ipairs({'ZCARD', 'GET', 'GET', 'GET', 'GET', 'GET'}) do
  answers[key] = redis.pcall(command, KEYS[key])
  if type(answers[key]) == 'table' then
    return {'unreadable', KEYS[key]}
  end
end
local size, added, claim, counted, unsized = answers[2], answers[3] or '0', answers[4], answers[5], answers[6]
if not tonumber(size or '0') or not tonumber(added) then
  return {'unreadable', KEYS[tonumber(added) and 2 or 3]}
end
local known = false
for _, part in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], ARGV[1])) do
  known = known or string.sub(part, 1, #ARGV[3]) == ARGV[3]
end
if not known then
  if redis.call('ZSCORE', KEYS[1], ARGV[2]) then
    return {'twice'}
  end
  redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
end
for key = 1, 3 do
  redis.call('EXPIRE', KEYS[key], ARGV[5])
end
local parts = redis.call('ZCARD', KEYS[1])
if not size then
  if counted and answers[1] < (tonumber(counted) or 1) then
    -- the parts that were counted are gone, too: the body is on its way, and this part has come once more
    if not known then
      redis.call('ZREM', KEYS[1], ARGV[2])
    end
    return nil
  end
  local time = redis.call('TIME')
  local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
  local seen, before, watcher = string.match(unsized or '', '^(%d+) (%d+) (.*)$')
  if watcher and watcher ~= ARGV[4] then
    return nil
  end
  if watcher and not known then
    -- it was counted before, and all that was counted is gone: a Celery worker has sent the body
    redis.call('ZREM', KEYS[1], ARGV[2])
    return nil
  end
  if seen and tonumber(before) == parts then
    if now - tonumber(seen) >= tonumber(ARGV[6]) then
      return {'lost'}
    end
    now = seen
  end
  local keep = math.max(tonumber(ARGV[5]), math.ceil(tonumber(ARGV[6]) / 1000) * 10)
  redis.call('SETEX', KEYS[6], keep, string.format('%.0f %d %s', now, parts, ARGV[4]))
  return {'unsized'}
end
redis.call('SET', KEYS[5], parts, 'PX', tonumber(ARGV[5]) * 1000 - 500)
if parts < tonumber(size) + tonumber(added) then
  return nil
end
if claim and claim ~= ARGV[4] then
  return nil
end
redis.call('SETEX', KEYS[4], ARGV[5], ARGV[4])
local complete = redis.call('ZRANGE', KEYS[1], 0, -1)
table.insert(complete, 1, 'complete')
return complete
