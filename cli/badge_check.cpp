#include "cli/badge_check.hpp"

#include <utility>

#include "cli/receipt_lines.hpp"
#include "crypto/json/writer.hpp"
#include "node/actions/kit_evidence.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/credential/batch.hpp"
#include "node/image/baked_badge.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;

constexpr auto could_not = credential::Outcome::cannot_be_checked;

Result<credential::VerificationOptions> read_options(const Args& args) {
  credential::VerificationOptions options;
  options.expect_issuer = args.find("--expect-issuer");
  options.expect_subject = args.find("--expect-subject");
  if (const auto text = args.find("--as-of")) {
    TRY(time, read_moment(*text));
    options.as_of = time;
  }
  return options;
}

}  // namespace

Exit CheckedFile::exit() const {
  if (!verdict) return exit_of(verdict.error());
  const auto exit = exit_of(*verdict);
  if (exit != Exit::done || !must_be_recognised) return exit;
  const auto* check = find_trust_check(*verdict);
  const bool is_recognised = check && check->finding == credential::Finding::issuer_recognised;
  return is_recognised ? exit : Exit::issuer_not_recognised;
}

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
      {"--expect-subject", "ID", "who it must be for: a DID, or an e-mail address"},
      {"--kit", "FILE", "the survival kit or staple that came along with the badge"},
      {"--trust-witness", "DID", "a witness whose word counts; may be given again", false, true}};
  for (const auto& option : evidence_options()) options.push_back(option);
  return options;
}

namespace {

Result<Documents> load_documents(const Args& args, const Workspace& workspace) {
  const auto path = args.find("--documents");
  return path ? Documents::load(workspace, *path) : Result<Documents>(Documents());
}

/// The documents that were given, and nobody is asked.
Result<FileEvidence> make_given(const Args& args, const Workspace& workspace) {
  TRY(documents, load_documents(args, workspace));
  return FileEvidence(std::move(documents), offline(), {.now = workspace.now()});
}

}  // namespace

Result<FileEvidence> make_evidence(const Args& args, Workspace& workspace, did::Version version) {
  TRY(documents, load_documents(args, workspace));
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
  TRY(options, read_options(args));
  TRY(evidence, make_evidence(args, workspace));
  TRY(given, make_given(args, workspace));
  BadgeCheck check(workspace, std::move(evidence), std::move(given), std::move(options));
  TRY_OK(check.take_kit(args));
  if (args.has("--require-recognised")) check.recognition_.emplace(args, workspace);
  return check;
}

Result<void> BadgeCheck::take_kit(const Args& args) {
  may_ask_ = !args.has("--offline");
  TRY(policy, node::actions::make_witness_policy(args.all("--trust-witness"),
                                                 credential::witnesses_needed_default));
  policy_ = std::move(policy);
  const auto path = args.find("--kit");
  if (!path) return {};
  TRY(text, workspace_.read_file(*path, node::kit::kit_bytes_max));
  TRY(kit, node::kit::read_kit(text));
  kit_ = std::move(kit);
  return {};
}

/// A kit has its badge inside; any other file comes with the kit of `--kit`, where there is one.
Result<BadgeCheck::Brought> BadgeCheck::read(const std::string& file) const {
  TRY(text, workspace_.read_file(file, node::image::image_bytes_max));
  if (!node::kit::is_kit(text)) return Brought{std::move(text), kit_};
  TRY(kit, node::kit::read_kit(text));
  if (kit.is_staple()) {
    return fail(node::kit::malformed, "A staple has no badge in it: give it as --kit.");
  }
  auto badge = kit.badge;
  return Brought{std::move(badge), std::move(kit)};
}

void BadgeCheck::set_time(UnixTime now) {
  options_.now = now;
  evidence_.set_time(now);
  given_.set_time(now);
}

CheckedFile BadgeCheck::check(const std::string& file) {
  set_time(workspace_.now());
  auto brought = read(file);
  if (!brought) return {file, failure_of(std::move(brought))};
  return finish(file, brought->text, credential::Verification(brought->text, options_),
                std::move(brought->kit));
}

credential::Verdict BadgeCheck::check_text(std::string_view text) {
  return check_text_at(text, workspace_.now());
}

credential::Verdict BadgeCheck::check_text_at(std::string_view text, UnixTime now) {
  set_time(now);
  return judge(credential::Verification(text, options_), kit_);
}

CheckedFile BadgeCheck::finish(std::string name, std::string_view badge,
                               credential::Verification begun, std::optional<node::kit::Kit> kit) {
  auto verdict = judge(std::move(begun), std::move(kit));
  if (recognition_) recognition_->add_to(verdict, badge);
  CheckedFile checked{std::move(name), std::move(verdict), recognition_.has_value()};
  if (checked.verdict->accepted()) checked.receipt = find_receipt(badge);
  return checked;
}

credential::Verdict BadgeCheck::judge(credential::Verification begun,
                                      std::optional<node::kit::Kit> kit) {
  const auto& clock = workspace_.clock();
  if (!kit) return workspace_.run(node::actions::verify_badge(std::move(begun), evidence_, clock));
  node::actions::KitEvidence with_kit({std::move(*kit)}, policy_, clock, given_,
                                      may_ask_ ? &evidence_ : nullptr);
  return workspace_.run(node::actions::verify_badge(std::move(begun), with_kit, clock));
}

std::vector<CheckedFile> BadgeCheck::check_all(std::span<const std::string> files) {
  set_time(workspace_.now());
  std::vector<Result<Brought>> brought;
  std::vector<std::string> texts;
  for (const auto& file : files) {
    brought.push_back(read(file));
    if (brought.back()) texts.push_back(std::move(brought.back()->text));
  }
  auto begun = credential::begin_all(texts, options_);
  auto next = begun.begin();
  auto text = texts.begin();
  std::vector<CheckedFile> checked;
  for (std::size_t i = 0; i < files.size(); ++i) {
    auto& one = brought[i];
    checked.push_back(one ? finish(files[i], *text++, std::move(*next++), std::move(one->kit))
                          : CheckedFile{files[i], failure_of(std::move(one))});
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
    if (checked.receipt) write_receipt(writer, *checked.receipt);
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
