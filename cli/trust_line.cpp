#include "cli/trust_line.hpp"

#include <string_view>

#include "cli/node_client.hpp"
#include "cli/output.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::string_view rail = " ━━ ";

std::string stop(json::Value object, std::string_view member) {
  const auto party = object.find(member);
  return std::string(rail) + (party ? party_name(*party) : std::string());
}

}  // namespace

std::string party_name(json::Value party) {
  const auto name = text_at(party, "name");
  return one_line(name.empty() ? text_at(party, "did") : name);
}

std::string trust_line(json::Value path) {
  auto line = "you" + stop(path, "root");
  const auto bits = path.find("bits");
  if (!bits) return line;
  for (const auto bit : bits->elements()) line += stop(bit, "to");
  return line;
}

}  // namespace waarmerk::cli
