-- Forgets how a task ended, and notes in its timeline that it is queued again; leaves a task that has not ended as it is.
--
-- KEYS[1]  celery-task-meta-<id>     the record
-- KEYS[2]  apium:timeline:<id>       the timeline
-- ARGV[1]  seconds to keep the timeline
-- ARGV[2…] name, value, name, value… of the timeline's new entry
-- returns  nil
local standing = redis.call('GET', KEYS[1])
if not standing then
  return nil
end
local state = string.match(standing, '^{"status": ?"(%u+)"') or cjson.decode(standing)['status']
if state == 'SUCCESS' or state == 'FAILURE' or state == 'REVOKED' then
  redis.call('DEL', KEYS[1])
  if redis.call('EXISTS', KEYS[2]) == 1 then
    redis.call('XADD', KEYS[2], 'MAXLEN', '~', '1000', '*', unpack(ARGV, 2))
    redis.call('EXPIRE', KEYS[2], ARGV[1])
  end
end
return nil
