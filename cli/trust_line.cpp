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
  auto name = one_line(text_at(party, "name"));
  const bool is_blank = name.find_first_not_of(' ') == std::string::npos;
  return is_blank ? one_line(text_at(party, "did")) : name;
}

std::string trust_line(json::Value path) {
  auto line = "you" + stop(path, "root");
  const auto bits = path.find("bits");
  if (!bits) return line;
  for (const auto bit : bits->elements()) line += stop(bit, "to");
  return line;
}

}  // namespace waarmerk::cli
