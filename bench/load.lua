-- wrk: orders that are all different. Arguments: <bodies file> <form|json> <tag> <first number>
-- The bodies file returns a list of {text, text, text}: key and phone go between (json: phone only).

local started = 0
local bodies, kind, tag, first, sent, method_headers

function setup(thread)
  thread:set("thread_number", started)
  started = started + 1
end

function init(args)
  bodies, kind, tag, first = dofile(args[1]), args[2], args[3], tonumber(args[4])
  sent = 0
  math.randomseed(first + thread_number * 7919 + 1)
  local content = kind == "json" and "application/json" or "application/x-www-form-urlencoded"
  method_headers = { ["Content-Type"] = content, ["Accept-Language"] = "id" }
end

function request()
  sent = sent + 1
  local number = first + thread_number * 5000000 + sent
  local parts = bodies[math.random(#bodies)]
  local key = string.format("%08x%s-%d-%d", math.random(0, 2147483646), tag, thread_number, sent)
  local phone = string.format("0812%08d", number * 7919 % 100000000)
  method_headers["X-Forwarded-For"] =
    string.format("10.%d.%d.%d", math.floor(number / 65536) % 256, math.floor(number / 256) % 256, number % 256)
  if kind == "json" then
    method_headers["Idempotency-Key"] = key
    return wrk.format("POST", nil, method_headers, parts[1] .. phone .. parts[2])
  end
  return wrk.format("POST", nil, method_headers, parts[1] .. key .. parts[2] .. phone .. parts[3])
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    'bench-load {"requests": %d, "microseconds": %d, "bytes": %d, "refused": %d, "broken": %d, "p50": %d, "p99": %d}\n',
    summary.requests, summary.duration, summary.bytes, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
