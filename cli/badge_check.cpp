#include "cli/badge_check.hpp"

#include <utility>

#include "crypto/json/writer.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/credential/batch.hpp"
#include "node/image/baked_badge.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;

constexpr auto could_not = credential::Outcome::cannot_be_checked;

Result<credential::VerificationOptions> read_options(const Args& args, UnixTime now) {
  credential::VerificationOptions options{.now = now};
  options.expect_issuer = args.find("--expect-issuer");
  options.expect_subject = args.find("--expect-subject");
  if (const auto text = args.find("--as-of")) {
    TRY(time, read_moment(*text));
    options.as_of = time;
  }
  return options;
}

}  // namespace

Exit CheckedFile::exit() const { return verdict ? exit_of(*verdict) : exit_of(verdict.error()); }

std::vector<Option> evidence_options() {
  return {{"--offline", "", "ask nobody: only what is given may be used"},
          {"--documents", "FILE|DIR",
           "DID documents and status lists, by DID or URL, as JSON; and did.jsonl"},
          {"--allow-loopback", "", "ask http://localhost too, for demonstrations"}};
}

std::vector<Option> check_options() {
  std::vector<Option> options{
      {"--as-of", "T", "whether it was valid then, such as 2026-05-03 or 2026-05-03T12:00:00Z"},
      {"--expect-issuer", "DID", "who it must be from"},
      {"--expect-subject", "ID", "who it must be for: a DID, or an e-mail address"}};
  for (const auto& option : evidence_options()) options.push_back(option);
  return options;
}

Result<FileEvidence> make_evidence(const Args& args, Workspace& workspace, did::Version version) {
  Documents documents;
  if (const auto path = args.find("--documents")) {
    TRY(loaded, Documents::load(workspace, *path));
    documents = std::move(loaded);
  }
  const bool loopback = args.has("--allow-loopback");
  Reach reach = offline();
  if (!args.has("--offline")) {
    reach = [&workspace, loopback] {  // the workspace outlives the evidence
      return workspace.network({.loopback = loopback ? Loopback::allowed : Loopback::refused});
    };
  }
  return FileEvidence(
      std::move(documents), std::move(reach),
      {.plain_http_on_loopback = loopback, .now = workspace.now(), .version = std::move(version)});
}

Result<BadgeCheck> BadgeCheck::make(const Args& args, Workspace& workspace) {
  TRY(options, read_options(args, workspace.now()));
  TRY(evidence, make_evidence(args, workspace));
  return BadgeCheck(workspace, std::move(evidence), std::move(options));
}

CheckedFile BadgeCheck::check(const std::string& file) {
  auto text = workspace_.read_file(file, node::image::image_bytes_max);
  if (!text) return {file, failure_of(std::move(text))};
  return finish(file, credential::Verification(*text, options_));
}

credential::Verdict BadgeCheck::check_text(std::string_view text) {
  return *finish("", credential::Verification(text, options_)).verdict;
}

CheckedFile BadgeCheck::finish(std::string name, credential::Verification begun) {
  return {std::move(name), workspace_.run(node::actions::verify_badge(std::move(begun), evidence_,
                                                                      workspace_.clock()))};
}

std::vector<CheckedFile> BadgeCheck::check_all(std::span<const std::string> files) {
  std::vector<Result<std::string>> read;
  std::vector<std::string> texts;
  for (const auto& file : files) {
    read.push_back(workspace_.read_file(file, node::image::image_bytes_max));
    if (read.back()) texts.push_back(std::move(*read.back()));
  }
  auto begun = credential::begin_all(texts, options_);
  auto next = begun.begin();
  std::vector<CheckedFile> checked;
  for (std::size_t i = 0; i < files.size(); ++i) {
    checked.push_back(read[i] ? finish(files[i], std::move(*next++))
                              : CheckedFile{files[i], failure_of(std::move(read[i]))});
  }
  return checked;
}

std::string_view code_of(const CheckedFile& checked) {
  return checked.verdict ? checked.verdict->code() : checked.verdict.error().code.name;
}

std::string print_checked(const CheckedFile& checked) {
  json::Writer writer;
  writer.begin_object().member("file", checked.name);
  writer.name("exit").integer(number_of(checked.exit()));
  if (checked.verdict) {
    credential::write_verdict(writer, *checked.verdict);
  } else {
    writer.member("outcome", credential::print_outcome(could_not))
        .member("code", code_of(checked))
        .member("summary", checked.verdict.error().detail);
    writer.name("checks").begin_array().end_array();
  }
  writer.end_object();
  return writer.take();
}

}  // namespace waarmerk::cli
