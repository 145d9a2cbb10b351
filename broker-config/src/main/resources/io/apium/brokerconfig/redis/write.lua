-- Writes a task's record unless a final one stands, announces it, and notes it in the task's timeline if it has one. Does
-- nothing where the very same record stands: it is being written once more.
--
-- KEYS[1]  celery-task-meta-<id>     the record, and the channel that announces it
-- KEYS[2]  apium:timeline:<id>       the timeline
-- ARGV[1]  seconds to keep both
-- ARGV[2]  the record, JSON with "status" first
-- ARGV[3…] name, value, name, value… of the timeline's new entry
-- returns  nil when written; the record that stands when it was not
local standing = redis.call('GET', KEYS[1])
if standing == ARGV[2] then
  return nil
end
if standing then
  local state = string.match(standing, '^{"status": ?"(%u+)"') or cjson.decode(standing)['status']
  if state == 'SUCCESS' or state == 'FAILURE' or state == 'REVOKED' then
    return standing
  end
end
redis.call('SETEX', KEYS[1], ARGV[1], ARGV[2])
if redis.call('EXISTS', KEYS[2]) == 1 then
  redis.call('XADD', KEYS[2], 'MAXLEN', '~', '1000', '*', unpack(ARGV, 3))
  redis.call('EXPIRE', KEYS[2], ARGV[1])
end
redis.call('PUBLISH', KEYS[1], ARGV[2])
return nil
