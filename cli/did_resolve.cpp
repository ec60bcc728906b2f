// `did resolve`: prints the document of a DID.
#include <algorithm>
#include <utility>

#include "cli/badge_check.hpp"
#include "cli/commands.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

Exit exit_of_resolution(const Error& error) {
  if (error.code == did::unsupported_method) return Exit::unsupported;
  if (error.code.name.starts_with("did.")) return Exit::key_not_found;
  return exit_of(error);
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(did, did::Did::parse(args.get("DID")));
  TRY(evidence, make_evidence(args, workspace));
  const auto found = workspace.run(evidence.find_did(did));
  if (!found) {
    output.failure(found.error());
    return exit_of_resolution(found.error());
  }
  const auto root = found->document.source().root();
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
  return {.name = "did resolve",
          .summary = "Print the document of a DID: its keys, and what each may be used for.",
          .examples = {{"did resolve did:web:library.example", ""},
                       {"did resolve did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
                        "answers itself, without a network"}},
          .shape = {.operands = {{.name = "DID", .meaning = "did:key, did:jwk or did:web"}},
                    .options = options()},
          .more =
              "It needs no node and no configuration. The exit code is 17 where there is no such\n"
              "document, or none that can be reached or believed.\n",
          .run = run};
}

}  // namespace waarmerk::cli
