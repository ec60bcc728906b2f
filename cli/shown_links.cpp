#include "cli/shown_links.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "cli/node_client.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

std::string clock_of(json::Value link) {
  const auto found = link.find("clockAheadSeconds");
  const auto ahead = found ? found->integer() : std::nullopt;
  if (!ahead) return "";
  return std::to_string(std::abs(*ahead)) + " s " + (*ahead > 0 ? "ahead" : "behind");
}

std::string who_is(json::Value link) {
  const auto did = text_at(link, "did");
  return did.empty() ? "who named no DID" : did;
}

bool is_bound(json::Value link) {
  const auto bound = link.find("bound");
  return bound && bound->boolean() == true;
}

}  // namespace

void show_links(json::Value answer, Output& output) {
  const auto links = answer.find("links");
  if (!links || links->size() == 0) return;
  std::vector<std::vector<std::string>> rows;
  for (const auto link : links->elements()) {
    if (output.form() == Form::json) output.line(json::print(link));
    rows.push_back({who_is(link), is_bound(link) ? "bound to TLS" : "unbound", clock_of(link)});
  }
  if (output.form() != Form::json) output.table({"LINKED WITH", "TLS", "CLOCK"}, rows);
}

}  // namespace waarmerk::cli
