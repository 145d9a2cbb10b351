-- Forgets how a task ended, and notes in its timeline that it is queued again; leaves a task that has not ended as it
-- is, and what is no record.
--
-- KEYS[1]  celery-task-meta-<id>     the record
-- KEYS[2]  apium:timeline:<id>       the timeline
-- ARGV[1]  seconds to keep the timeline
-- ARGV[2…] name, value, name, value… of the timeline's new entry
-- returns  nil
local standing = redis.pcall('GET', KEYS[1])
if type(standing) ~= 'string' then
  return nil
end
local state = string.match(standing, '^{"status": ?"(%u+)"')
if not state then
  local isJson, record = pcall(cjson.decode, standing)
  state = isJson and type(record) == 'table' and record['status']
end
if state == 'SUCCESS' or state == 'FAILURE' or state == 'REVOKED' then
  redis.call('DEL', KEYS[1])
  if redis.call('EXISTS', KEYS[2]) == 1 then
    redis.pcall('XADD', KEYS[2], 'MAXLEN', '~', '1000', '*', unpack(ARGV, 2))
    redis.call('EXPIRE', KEYS[2], ARGV[1])
  end
end
return nil
