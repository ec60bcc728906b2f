// `did resolve`: prints the document of a DID.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

#include "cli/badge_check.hpp"
#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "crypto/json/writer.hpp"
#include "node/http/query.hpp"

namespace waarmerk::cli {
namespace {

Exit exit_of_resolution(const Error& error) {
  if (error.code == did::unsupported_method) return Exit::unsupported;
  if (error.code.name.starts_with("did.")) return Exit::key_not_found;
  return exit_of(error);
}

/// The version that the query asks for (DID 1.1 section 3.2, did:webvh 1.0).
Result<did::Version> version_in(const did::DidUrl& url) {
  if (!url.path().empty() || !url.fragment().empty()) {
    return fail(bad_usage, "This is a place in a DID document: give the DID alone.");
  }
  if (url.query().empty()) return did::LastVersion{};
  if (url.did().method() != "webvh") return fail(bad_usage, "Only a did:webvh has versions.");
  TRY(query, node::http::Query::parse(url.query()));
  if (const auto id = query.find("versionId")) return did::Version(std::string(*id));
  if (const auto text = query.find("versionTime")) {
    TRY(time, parse_time(*text));
    return did::Version(time);
  }
  const auto number = query.find("versionNumber");
  std::uint32_t value = 0;
  if (number) {
    const auto end = number->data() + number->size();
    const auto [stop, error] = std::from_chars(number->data(), end, value);
    if (error == std::errc() && stop == end) return did::Version(value);
  }
  return fail(bad_usage, "The query asks for versionId, versionTime or versionNumber.");
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(url, did::DidUrl::parse(args.get("DID")));
  TRY(version, version_in(url));
  TRY(evidence, make_evidence(args, workspace, std::move(version)));
  const auto found = workspace.run(evidence.find_did(url.did()));
  if (!found) {
    output.failure(found.error());
    return exit_of_resolution(found.error());
  }
  const auto document = found->documents.newest();
  if (!document) {
    output.failure(document.error());
    return exit_of_resolution(document.error());
  }
  const auto root = document->source().root();
  output.line(output.form() == Form::json ? json::print(root) : json::print_pretty(root));
  return Exit::done;
}

std::vector<Option> options() {
  auto all = evidence_options();
  std::ranges::copy(with_shared({}), std::back_inserter(all));
  return all;
}

}  // namespace

Command did_resolve_command() {
  return {
      .name = "did resolve",
      .summary = "Print the document of a DID: its keys, and what each may be used for.",
      .examples = {{"did resolve did:web:library.example", ""},
                   {"did resolve 'did:webvh:QmScid:library.example?versionNumber=2'",
                    "an earlier document of a DID that keeps its history"},
                   {"did resolve did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
                    "answers itself, without a network"}},
      .shape = {.operands = {{.name = "DID", .meaning = "did:key, did:jwk, did:web or did:webvh"}},
                .options = options()},
      .more =
          "It needs no node and no configuration. The exit code is 17 where there is no such\n"
          "document, or none that can be reached or believed.\n",
      .run = run};
}

}  // namespace waarmerk::cli
