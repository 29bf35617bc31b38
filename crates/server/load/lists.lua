-- Asks one list of a served case again and again, each time for something else, so that no answer is kept from the time before.
-- wrk -t1 -c20 -d10s --latency -s crates/server/load/lists.lua http://127.0.0.1:7878 -- claims

local list = "claims"
local states = { "NOR", "SWE", "FIN", "DNK", "EST", "LVA", "LTU", "POL", "AUT", "HUN", "ROU", "BGR", "GRC", "PRT", "ESP", "IRL" }
local types = { "arms_transfer", "attack", "casualties", "detention", "impact", "investigation" }
local words = { "rockets", "shells", "drones", "crates", "rifles", "mortars", "missiles", "ammunition", "Bergen", "Turku", "Riga", "Graz" }
local statuses = { "contested", "uncontested", "denied_only" }

local function any(of) return of[math.random(#of)] end
local function day() return string.format("20%02d-%02d-%02d", math.random(17, 26), math.random(3, 4), math.random(11, 25)) end

local queries = {
  claims = function()
    return ({
      "status=" .. any(statuses) .. "&actor=state:" .. any(states) .. "&sort=date",
      "q=" .. any(words) .. "+" .. any(words),
      "type=" .. any(types) .. "&from=" .. day() .. "&sort=origins",
      "from=" .. day() .. "&to=" .. day(),
      "actor=state:" .. any(states) .. "&origins=several&limit=" .. math.random(20, 100),
    })[math.random(5)]
  end,
  documents = function() return "q=" .. any(words) .. "&sort=" .. any({ "date", "oldest", "claims" }) .. "&limit=" .. math.random(20, 100) end,
  timeline = function() return "from=" .. day() .. "&actor=state:" .. any(states) .. "&limit=" .. math.random(20, 100) end,
  actors = function() return "q=" .. string.char(math.random(97, 122)) .. string.char(math.random(97, 122)) .. "&limit=" .. math.random(20, 100) end,
  positions = function() return "limit=" .. math.random(1, 40) .. "&changed=" .. any({ "true", "false" }) end,
  origins = function() return "limit=" .. math.random(10, 60) end,
  provisions = function() return "limit=" .. math.random(1, 500) end,
  tolls = function() return "limit=" .. math.random(5, 100) end,
  review = function() return "limit=" .. math.random(10, 200) end,
  decisions = function() return "limit=" .. math.random(1, 500) end,
  search = function() return "q=" .. any(words) .. "+" .. any(words) .. "&limit=" .. math.random(10, 100) end,
  map = function() return "x=" .. math.random(1, 1000000) end,
  flags = function() return "limit=" .. math.random(1, 500) end,
}

function init(arguments)
  list = arguments[1] or list
  math.randomseed(20260302)
end

function request()
  return wrk.format("GET", "/api/v1/" .. list .. "?" .. queries[list]())
end

function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  -- What `init` was told is not known here: milliseconds at the median and the 95th percentile, requests a second, failures.
  io.write(string.format("| %.1f | %.1f | %.0f | %d |\n", latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    summary.requests / (summary.duration / 1e6), failed))
end
