#include "cli/trust_map.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

#include "cli/error_codes.hpp"
#include "cli/node_client.hpp"
#include "cli/output.hpp"
#include "cli/trust_line.hpp"

namespace waarmerk::cli {
namespace {

std::optional<std::int64_t> integer_at(json::Value object, std::string_view name) {
  const auto value = object.find(name);
  return value ? value->integer() : std::nullopt;
}

bool is_set(json::Value object, std::string_view name) {
  const auto value = object.find(name);
  return value && value->boolean().value_or(false);
}

/// The names of the dimensions are left to JSON.
std::string about_of(json::Value bit) {
  if (is_set(bit, "any")) return "anything";
  std::string text;
  for (const auto* name : {"skill", "achievementType", "jurisdiction"}) {
    const auto values = bit.find(name);
    if (!values) continue;
    for (const auto& value : values->elements())
      text += (text.empty() ? "" : ", ") + one_line(value.string().value_or(""));
  }
  return text;
}

TrustMap::Stop read_stop(json::Value object) {
  TrustMap::Stop stop{.did = one_line(text_at(object, "did")), .name = party_name(object)};
  stop.hops = static_cast<int>(integer_at(object, "hops").value_or(0));
  if (const auto root = integer_at(object, "root")) stop.root = std::to_string(*root);
  return stop;
}

Result<TrustMap::Line> read_line(json::Value bit, std::size_t stops) {
  const auto from = integer_at(bit, "from").value_or(-1);
  const auto to = integer_at(bit, "to").value_or(-1);
  const auto count = static_cast<std::int64_t>(stops);
  if (from < 0 || from >= count || to < 0 || to >= count || from == to)
    return fail(strange_answer, "The node answered with a bit of trust of nobody it names.");
  return TrustMap::Line{.from = static_cast<std::size_t>(from),
                        .to = static_cast<std::size_t>(to),
                        .introduces = text_at(bit, "kind") == "introduce",
                        .amount = static_cast<int>(integer_at(bit, "amount").value_or(0)),
                        .depth = number_at(bit, "depth"),
                        .about = about_of(bit),
                        .since = one_line(text_at(bit, "since")).substr(0, 10),
                        .until = one_line(text_at(bit, "until")).substr(0, 10),
                        .is_settled = is_set(bit, "settled")};
}

std::string count_of(std::size_t number, std::string_view one, std::string_view many) {
  return std::to_string(number) + ' ' + std::string(number == 1 ? one : many);
}

}  // namespace

std::string TrustMap::title() const {
  return "The network of trust around " + (stops.empty() ? "nobody" : stops.front().name);
}

std::string TrustMap::summary() const {
  return count_of(stops.size(), "organisation", "organisations") + " and " +
         count_of(lines.size(), "bit of trust", "bits of trust") + ", " + at +
         (is_cut_short ? "; there are more than are shown" : "");
}

std::string TrustMap::sentence(const Line& line) const {
  return stops[line.from].name + (line.introduces ? " introduces " : " believes ") +
         stops[line.to].name + ": " + std::to_string(line.amount) + ", about " + line.about +
         ", since " + line.since + ", until " + line.until +
         (line.is_settled ? "" : ", too new to count yet");
}

Result<TrustMap> read_trust_map(json::Value graph) {
  TrustMap map{.at = one_line(text_at(graph, "at")), .is_cut_short = is_set(graph, "cutShort")};
  const auto stops = graph.find("organisations");
  const auto bits = graph.find("bits");
  if (!stops || !bits) return fail(strange_answer, "The node answered without a network.");
  for (const auto& stop : stops->elements()) map.stops.push_back(read_stop(stop));
  for (const auto& bit : bits->elements()) {
    TRY(line, read_line(bit, map.stops.size()));
    map.lines.push_back(std::move(line));
  }
  return map;
}

}  // namespace waarmerk::cli
