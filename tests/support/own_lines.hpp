// Lines of a TestNode's own history, written as who has its update keys writes them.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "crypto/json/parse.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_controller.hpp"
#include "node/actions/known_did.hpp"
#include "tests/support/test_node.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::tests {

inline did::WebvhLog own_log(const TestNode& node) {
  const auto known = node::actions::get_log(node.memory.store, node.self.did);
  REQUIRE(known);
  return did::WebvhLog::read({known->log, known->witnesses}, did::scid_of(node.self.did),
                             node.clock.now() + minute_ms);
}

/// The next line, as `write` makes it behind the last with the keys of its turn.
template <class Write>
std::string next_line(const TestNode& node, Write write) {
  const auto log = own_log(node);
  const auto number = static_cast<std::uint8_t>(log.entries().size() + 1);
  const auto update = update_key(number);
  const did::WebvhKeys keys{
      .now = *update, .next = update_key(static_cast<std::uint8_t>(number + 1))->public_key()};
  Result<std::string> line = write(log.entries().back(), keys);
  REQUIRE(line);
  return *line;
}

/// The next line, which names these witnesses and changes nothing else.
inline std::string line_naming(const TestNode& node, const did::WebvhWitnesses& witnesses) {
  return next_line(node, [&](const auto& last, const auto& keys) {
    return did::name_webvh_witnesses(last, witnesses, keys, node.clock.now());
  });
}

/// The next line, which names who watches and changes nothing else.
inline std::string line_watched(const TestNode& node, const std::vector<std::string>& urls) {
  return next_line(node, [&](const auto& last, const auto& keys) {
    return did::name_webvh_watchers(last, urls, keys, node.clock.now());
  });
}

/// The version that a line is.
inline std::string version_in(const std::string& line) {
  const auto entry = json::parse(line);
  REQUIRE(entry);
  return std::string(*entry->root().find("versionId")->string());
}

}  // namespace waarmerk::tests
