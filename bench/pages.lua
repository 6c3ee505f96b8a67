-- wrk: the same page again and again. Argument: the Accept-Encoding.

function init(args)
  wrk.headers["Accept-Encoding"] = args[1]
  wrk.headers["Accept-Language"] = "id"
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    'bench-load {"requests": %d, "microseconds": %d, "bytes": %d, "refused": %d, "broken": %d, "p50": %d, "p99": %d}\n',
    summary.requests, summary.duration, summary.bytes, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
