#include "node/openid/claims_path.hpp"

#include <cstdint>
#include <optional>
#include <utility>

#include "crypto/json/pointer.hpp"

namespace waarmerk::node::openid {
namespace {

using Selection = std::vector<SelectedClaim>;

Result<PathStep> read_step(const json::Reader& step) {
  const auto value = step.value();
  if (const auto name = value.string()) return PathStep(std::string(*name));
  if (value.is(json::Kind::null)) return PathStep(EachElement{});
  const auto place = value.integer();
  if (place && *place >= 0) return PathStep(static_cast<std::size_t>(*place));
  return step.fail_here(bad_request, "A step is a name, a place from 0 on, or null.");
}

/// The element at `wanted`, or all.
void add_elements(Selection& found, const SelectedClaim& array, std::optional<std::size_t> wanted) {
  std::size_t place = 0;
  for (const json::Value one : array.value.elements()) {
    const auto here = place++;
    if (wanted && here != *wanted) continue;
    found.push_back({one, json::pointer_to(array.pointer, std::to_string(here))});
    if (wanted) return;
  }
}

/// False where the form is another.
bool follow(Selection& found, const SelectedClaim& from, const PathStep& step) {
  if (const auto* name = std::get_if<std::string>(&step)) {
    if (!from.value.is(json::Kind::object)) return false;
    if (const auto member = from.value.find(*name)) {
      found.push_back({*member, json::pointer_to(from.pointer, *name)});
    }
    return true;
  }
  if (!from.value.is(json::Kind::array)) return false;
  const auto* place = std::get_if<std::size_t>(&step);
  add_elements(found, from, place ? std::optional(*place) : std::nullopt);
  return true;
}

}  // namespace

Result<ClaimsPath> read_claims_path(const json::Reader& path) {
  const auto steps = path.elements();
  if (!steps || steps->empty() || steps->size() > path_steps_max) {
    return path.fail_here(bad_request, "A path is an array of one to 16 steps.");
  }
  ClaimsPath read;
  for (const auto& each : *steps) {
    TRY(step, read_step(each));
    read.push_back(std::move(step));
  }
  return read;
}

void write_claims_path(json::Writer& writer, const ClaimsPath& path) {
  writer.begin_array();
  for (const auto& step : path) {
    if (const auto* name = std::get_if<std::string>(&step)) {
      writer.string(*name);
    } else if (const auto* place = std::get_if<std::size_t>(&step)) {
      writer.integer(static_cast<std::int64_t>(*place));
    } else {
      writer.null();
    }
  }
  writer.end_array();
}

std::vector<SelectedClaim> select_claims(json::Value credential, const ClaimsPath& path) {
  Selection selected{{credential, ""}};
  for (const auto& step : path) {
    Selection next;
    for (const auto& one : selected) {
      if (!follow(next, one, step)) return {};
    }
    selected = std::move(next);
  }
  return selected;
}

}  // namespace waarmerk::node::openid
