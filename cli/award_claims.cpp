#include "cli/award_claims.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include "crypto/json/parse.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::size_t evidence_bytes_max = 1 << 20;

/// A file with JSON, one object or several; or else the words themselves.
Result<void> write_evidence(json::Writer& writer, const std::vector<std::string>& given,
                            const Workspace& workspace) {
  if (given.empty()) return {};
  writer.name("evidence").begin_array();
  for (const auto& each : given) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(each, ignored)) {
      const bool is_url = each.starts_with("https://");
      writer.begin_object().member(is_url ? "id" : "narrative", each).end_object();
      continue;
    }
    TRY(text, workspace.read_file(each, evidence_bytes_max));
    TRY(document, json::parse(text));
    if (!document.root().is(json::Kind::array)) writer.value(document.root());
    for (const auto value : document.root().elements()) writer.value(value);
  }
  writer.end_array();
  return {};
}

}  // namespace

Result<void> write_award_claims(json::Writer& writer, const Args& args,
                                const Workspace& workspace) {
  if (const auto text = args.find("--valid-until")) {
    TRY(time, read_last_moment(*text));
    writer.member("validUntil", print_time(time));
  }
  if (const auto narrative = args.find("--narrative")) writer.member("narrative", *narrative);
  return write_evidence(writer, args.all("--evidence"), workspace);
}

}  // namespace waarmerk::cli
