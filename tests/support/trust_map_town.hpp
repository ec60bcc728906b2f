// A small network of trust as a node tells it, with names that mean no good.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "cli/trust_map.hpp"
#include "crypto/json/parse.hpp"

namespace waarmerk::tests {

/// Gemeente introduces west and the lab; west believes the lab, twice; the lab, whose name is
/// hostile, is new to the Gemeente.
inline const std::string trust_graph_json = R"({"at":"2026-03-03T10:12:00Z","organisations":[
{"did":"did:web:gemeente.example","name":"Gemeente","hops":0,"root":120},
{"did":"did:web:west.example","hops":1},
{"did":"did:web:lab.example","name":"\u202e</text><script>\"\\N&lt;\u0000\u001b[31m\ufffelab","hops":1}],
"bits":[
{"from":0,"to":1,"kind":"introduce","amount":60,"depth":1,"any":true,"since":"2024-01-05T00:00:00Z","until":"2027-01-05T00:00:00Z","hash":"u0","settled":true},
{"from":0,"to":2,"kind":"introduce","amount":120,"depth":1,"any":true,"since":"2024-01-05T00:00:00Z","until":"2027-01-05T00:00:00Z","hash":"u1","settled":false},
{"from":1,"to":2,"kind":"issue","amount":40,"depth":0,"skill":["making","<i>"],"since":"2024-01-05T00:00:00Z","until":"2027-01-05T00:00:00Z","hash":"u2","settled":true},
{"from":1,"to":2,"kind":"issue","amount":90,"depth":0,"jurisdiction":["NL-ZH"],"since":"2024-01-05T00:00:00Z","until":"2027-01-05T00:00:00Z","hash":"u3","settled":true},
{"from":2,"to":1,"kind":"issue","amount":30,"depth":0,"any":true,"since":"2024-01-05T00:00:00Z","until":"2027-01-05T00:00:00Z","hash":"u4","settled":true}],
"cutShort":false})";

inline cli::TrustMap trust_map_town() {
  const auto document = json::parse(trust_graph_json);
  REQUIRE(document);
  auto map = cli::read_trust_map(document->root());
  REQUIRE(map);
  return std::move(*map);
}

}  // namespace waarmerk::tests
