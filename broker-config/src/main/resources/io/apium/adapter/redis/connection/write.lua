-- Writes a task's record unless a final one stands, announces it, and notes it in the task's timeline if it has one. Does
-- nothing where the very same record stands: it is being written once more. What stands there and is no record is
-- kept under another name, so that the task can end.
--
-- KEYS[1]  celery-task-meta-<id>                    the record, and the channel that announces it
-- KEYS[2]  apium:timeline:<id>                      the timeline
-- KEYS[3]  apium:unreadable:celery-task-meta-<id>   what stood there and was no record
-- ARGV[1]  seconds to keep them
-- ARGV[2]  the record, JSON with "status" first
-- ARGV[3…] name, value, name, value… of the timeline's new entry
-- returns  nil when written; the record that stands when it was not; a list of KEYS[3] when it was written in the
--          place of what was no record
local standing = redis.pcall('GET', KEYS[1])
local state
if type(standing) == 'string' then
  if standing == ARGV[2] then
    return nil
  end
  state = string.match(standing, '^{"status": ?"(%u+)"')
  if not state then
    local isJson, record = pcall(cjson.decode, standing)
    state = isJson and type(record) == 'table' and record['status']
  end
  if state == 'SUCCESS' or state == 'FAILURE' or state == 'REVOKED' then
    return standing
  end
end
local unreadable = standing and type(state) ~= 'string'
if unreadable then
  redis.call('RENAME', KEYS[1], KEYS[3])
  redis.call('EXPIRE', KEYS[3], ARGV[1])
end
redis.call('SETEX', KEYS[1], ARGV[1], ARGV[2])
if redis.call('EXISTS', KEYS[2]) == 1 then
  -- of another type it is left alone
  redis.pcall('XADD', KEYS[2], 'MAXLEN', '~', '1000', '*', unpack(ARGV, 3))
  redis.call('EXPIRE', KEYS[2], ARGV[1])
end
redis.call('PUBLISH', KEYS[1], ARGV[2])
return unreadable and {KEYS[3]} or nil
