// Checking badge files without a node, but for who is recognised: what `badge verify` and `badge
// explain` share.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/args.hpp"
#include "cli/exits.hpp"
#include "cli/file_evidence.hpp"
#include "cli/recognition.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/witness_policy.hpp"
#include "node/credential/receipt.hpp"
#include "node/credential/verdict.hpp"
#include "node/credential/verification.hpp"
#include "node/kit/kit.hpp"

namespace waarmerk::cli {

/// A file and what was found; or why it could not even be read.
struct CheckedFile {
  std::string name;
  Result<node::credential::Verdict> verdict;
  bool must_be_recognised = false;  ///< or it is no success
  /// What it says, where it is a receipt that is genuine and no badge.
  std::optional<node::credential::Receipt> receipt = {};

  Exit exit() const;
};

class BadgeCheck {
 public:
  /// Reads the options of the command. Fails with time.malformed, cli.bad_documents,
  /// cli.unreadable_file, kit.malformed or witness.malformed.
  static Result<BadgeCheck> make(const Args& args, Workspace& workspace);

  /// The time of a check is that at which it is asked for, however long ago this was made.
  CheckedFile check(const std::string& file);
  node::credential::Verdict check_text(std::string_view text);
  /// As if it were `now`, which the verdict gives as the time of the check.
  node::credential::Verdict check_text_at(std::string_view text, UnixTime now);
  /// The same for many, in their order; what needs nobody's answer is checked on every core.
  std::vector<CheckedFile> check_all(std::span<const std::string> files);

 private:
  /// What is to be checked, and what came along with it.
  struct Brought {
    std::string text;
    std::optional<node::kit::Kit> kit = {};
  };
  Result<Brought> read(const std::string& file) const;
  Result<void> take_kit(const Args& args);
  void set_time(UnixTime now);
  CheckedFile finish(std::string name, std::string_view badge, node::credential::Verification begun,
                     std::optional<node::kit::Kit> kit);
  node::credential::Verdict judge(node::credential::Verification begun,
                                  std::optional<node::kit::Kit> kit);

  BadgeCheck(Workspace& workspace, FileEvidence evidence, FileEvidence given,
             node::credential::VerificationOptions options)
      : workspace_(workspace),
        evidence_(std::move(evidence)),
        given_(std::move(given)),
        options_(std::move(options)) {}

  Workspace& workspace_;
  FileEvidence evidence_;
  FileEvidence given_;  // nobody is asked
  node::credential::VerificationOptions options_;
  std::optional<node::kit::Kit> kit_;       // of --kit
  std::optional<Recognition> recognition_;  // with --require-recognised
  node::actions::WitnessPolicy policy_;
  bool may_ask_ = true;
};

/// What the commands take that check badges.
std::vector<Option> check_options();

/// `version` is of a DID that keeps a history. Where evidence may come from, by `--offline`,
/// `--documents` and `--allow-loopback`.
Result<FileEvidence> make_evidence(const Args& args, Workspace& workspace,
                                   did::Version version = did::LastVersion{});
std::vector<Option> evidence_options();

/// `{"file":…,"outcome":…,"code":…,"exit":…,…}`.
std::string print_checked(const CheckedFile& checked);

/// What is wrong with a file that could not be read, as the code of a verdict is: a stable name.
std::string_view code_of(const CheckedFile& checked);

}  // namespace waarmerk::cli
