// `wallet receive`: a badge into the badge book, out of a file, behind a link, or by an offer.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/badge_book.hpp"
#include "cli/badge_check.hpp"
#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/kept_badges.hpp"
#include "cli/pasted.hpp"
#include "cli/wallet_offer.hpp"
#include "cli/web.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/badge_file.hpp"
#include "node/credential/sd_jwt_vc.hpp"
#include "node/credential/securing.hpp"
#include "node/image/baked_badge.hpp"
#include "node/wallet/presenting.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;
namespace wallet = node::wallet;

constexpr std::string_view badge_accept =
    "application/vc, application/vc+jwt, application/json, image/png, image/svg+xml, */*;q=0.5";

/// What a command has in its hands while it receives.
struct Desk {
  const Args& args;
  Workspace& workspace;
  Output& output;
  BadgeBook& book;
  bool is_changed = false;  ///< the book, since it was last saved, also where nothing was read
};

bool is_link(std::string_view text) {
  return begins_as(text, {"https://", "http://", "openid-credential-offer:", "openid4vp:"});
}

/// A badge in the place of where one lies: pasted, and not typed.
bool is_badge_text(std::string_view text) {
  const bool is_compact = text.starts_with("eyJ") && text.contains('.');
  return text.starts_with('{') || is_compact;
}

/// A JWE in compact form, as a backup is: five parts where a JWS has three.
bool is_sealed(std::string_view text) {
  const bool is_sd_jwt = text.contains('~');  // which may have a second JWS at its end
  return text.starts_with("eyJ") && !is_sd_jwt && std::ranges::count(text, '.') == 4;
}

std::string_view media_type_of(const credential::BadgeFile& file,
                               const credential::Secured& opened) {
  if (file.form == credential::FileForm::json) return "application/vc";
  if (credential::is_sd_jwt_vc(opened)) return "application/dc+sd-jwt";
  return opened.disclosed ? "application/vc+sd-jwt" : "application/vc+jwt";
}

/// The offer behind a link, or else the badge that lies there.
Result<TakenOffer> fetch(std::string link, Desk& desk) {
  if (begins_as(link, {"openid4vp:"})) {
    return fail(bad_usage, "This asks for badges, and offers none: see wallet present.");
  }
  if (desk.args.has("--offline")) return fail(bad_usage, "A link cannot be followed --offline.");
  Web web(desk.args, desk.workspace);
  if (wallet::is_interaction(link)) {
    TRY(answer, web.get(link, std::string(json_type), wallet::read_offer_refusal));
    TRY(inside, wallet::read_interaction(answer, wallet::Protocol::oid4vci));
    link = inside;
  }
  TRY(offer, wallet::read_offer_link(link));
  if (offer) {
    return take_offer(*offer, desk.book.holder(), desk.args, desk.workspace, desk.output);
  }
  TRY(text, web.get(link, std::string(badge_accept)));
  return TakenOffer{.badges = {std::move(text)}};
}

Result<TakenOffer> bring(const std::string& what, Desk& desk) {
  if (is_link(what)) return fetch(what, desk);
  if (is_badge_text(what)) return TakenOffer{.badges = {what}};
  TRY(text, desk.workspace.read_file(what, node::image::image_bytes_max));
  const auto inside = pasted(text);
  if (what == "-" && is_link(inside)) return fetch(std::string(inside), desk);
  return TakenOffer{.badges = {std::move(text)}};
}

struct Kept {
  bool is_kept = false;
  bool is_new = false;
};

void show(const credential::Verdict& verdict, const Kept& kept, const Desk& desk) {
  auto& output = desk.output;
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object().name("kept").boolean(kept.is_kept).name("new").boolean(kept.is_new);
    credential::write_verdict(writer, verdict);
    return output.line(writer.end_object().take());
  }
  if (output.form() == Form::plain) {
    return output.fields({kept.is_kept ? "kept" : "not kept", std::string(verdict.code()),
                          verdict.name, verdict.issuer});
  }
  const auto colour = verdict.accepted() ? Colour::good : Colour::careful;
  output.line(output.paint(colour, one_line(credential::summarize(verdict))));
}

void explain(const Kept& kept, const Desk& desk) {
  if (!kept.is_kept) {
    desk.output.say("It was not kept: badge explain tells why; --anyway keeps it all the same.");
  } else if (!kept.is_new) {
    desk.output.say("The badge book had it already.");
  } else {
    desk.output.say("It is number " + std::to_string(desk.book.book().badges.size()) +
                    " in your badge book.");
  }
}

struct Judged {
  Exit exit = Exit::done;
  bool is_kept = false;
};

bool is_early(const credential::Verdict& verdict, UnixTime now) {
  const bool is_said = verdict.finding == credential::Finding::not_yet_valid ||
                       verdict.finding == credential::Finding::proof_not_yet_valid;
  return is_said && verdict.valid_from && *verdict.valid_from > now;
}

struct Opinion {
  credential::Verdict verdict;
  bool is_to_keep = false;  ///< genuine, or it could not be checked, at least once it begins
};

/// What begins later is judged as it will be then, for it cannot be had again. Within what two
/// clocks may differ that is what it is now: an issuer awards by its own clock, which may be right.
Opinion judge(std::string_view text, BadgeCheck& check, Desk& desk) {
  const auto now = desk.workspace.now();
  const auto can_be = [](const auto& one) {
    return one.outcome != credential::Outcome::not_genuine;
  };
  auto verdict = check.check_text_at(text, now);
  if (!is_early(verdict, now)) {
    const bool is_to_keep = can_be(verdict);
    return {std::move(verdict), is_to_keep};
  }
  const auto begins = *verdict.valid_from;
  auto later = check.check_text_at(text, begins);
  const bool is_to_keep = can_be(later);
  if (begins - now > credential::clock_skew_ms) return {std::move(verdict), is_to_keep};
  desk.output.say("It begins at " + print_time(begins) + ", and here it is " + print_time(now) +
                  ": one of the two clocks is off.");
  later.checked_at = now;
  return {std::move(later), is_to_keep};
}

/// Checks one badge, and keeps it unless it was found to be not genuine: what an issuer has bound
/// to our key cannot be had again when the network is back.
Result<Judged> keep(const std::string& text, BadgeCheck& check, Desk& desk) {
  if (is_sealed(pasted(text))) {
    return fail(bad_usage, "This is encrypted: a backup of a badge book? See wallet restore.");
  }
  TRY(file, credential::unwrap_badge(text));
  TRY(opened, credential::open(file.text));
  if (file.text.size() > wallet::badge_text_bytes_max) {
    return fail(wallet::book_full, "The badge is too large for the badge book.");
  }
  const auto [verdict, is_to_keep] = judge(file.text, check, desk);
  Kept kept{.is_kept = is_to_keep || desk.args.has("--anyway")};
  if (kept.is_kept) {
    (void)desk.book.holder();  // with the first badge comes the key that shows it
    std::string type(media_type_of(file, opened));
    kept.is_new = wallet::add_badge(desk.book.book(), {.added = desk.workspace.now(),
                                                       .media_type = std::move(type),
                                                       .text = std::move(file.text)});
  }
  show(verdict, kept, desk);
  explain(kept, desk);
  const bool is_foreign =
      credential::is_sd_jwt_vc(opened) && wallet::find_holder(desk.book.book(), opened) == nullptr;
  if (kept.is_kept && is_foreign) {
    desk.output.say("It is bound to no key of this badge book: only who has that key presents it.");
  }
  return Judged{exit_of(verdict), kept.is_kept};
}

/// What came is on the disk before its issuer hears that it was kept. Of several, one that cannot
/// be read takes none of the others along.
Result<Exit> take_in(const TakenOffer& came, BadgeCheck& check, Desk& desk) {
  Exit worst = Exit::done;
  bool all_kept = true;
  desk.is_changed = desk.is_changed || came.waiting.has_value();
  for (const auto& text : came.badges) {
    const auto judged = keep(text, check, desk);
    if (!judged) desk.output.failure(judged.error());
    worst = worse(worst, judged ? judged->exit : exit_of(judged.error()));
    all_kept = all_kept && judged && judged->is_kept;
    desk.is_changed = desk.is_changed || judged;
  }
  if (came.waiting) {
    desk.book.book().waiting.push_back(*came.waiting);
    desk.output.say("The issuer has to confirm first. Ask again in " +
                    std::to_string(std::max<std::int64_t>(came.interval_s, 1)) +
                    " seconds: waarmerk wallet receive --again");
  }
  if (desk.is_changed) TRY_OK(desk.book.save());
  desk.is_changed = false;
  notify_issuer(came.notice, all_kept ? "credential_accepted" : "credential_failure", desk.args,
                desk.workspace);
  return worst;
}

/// Everything that was promised, once more: each stays in the book until its issuer has answered
/// it. Who refuses for good is not asked again.
Result<Exit> take_promised(BadgeCheck& check, Desk& desk) {
  const auto promised = desk.book.book().waiting;
  if (promised.empty()) desk.output.say("Nothing is waited for.");
  Exit worst = Exit::done;
  for (const auto& each : promised) {
    auto came = ask_again(each, desk.args, desk.workspace);
    if (!came) {
      desk.output.failure(came.error());
      worst = worse(worst, exit_of(came.error()));
      const bool is_final =
          came.error().code == wallet::refused || came.error().code == wallet::gone_offer;
      if (!is_final) continue;
    }
    std::erase_if(desk.book.book().waiting, [&](const auto& one) {
      return one.transaction == each.transaction && one.issuer == each.issuer;
    });
    desk.is_changed = true;
    TRY(exit, take_in(came.value_or(TakenOffer()), check, desk));
    worst = worse(worst, exit);
  }
  return worst;
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  const auto typed = args.find("WHAT");
  const auto what = typed ? std::optional(std::string(pasted(*typed))) : std::nullopt;
  if (what.has_value() == args.has("--again")) {
    return fail(bad_usage, "Say what is to be received: a file, a link, or --again.");
  }
  TRY(check, BadgeCheck::make(args, workspace));
  TRY(book, args.has("--again") ? BadgeBook::open_to_change(args, workspace)
                                : BadgeBook::open_or_begin(args, workspace));
  Desk desk{args, workspace, output, book};
  if (!what) return take_promised(check, desk);
  TRY(came, bring(*what, desk));
  return take_in(came, check, desk);
}

std::vector<Option> options() {
  auto all = with_wallet(
      {{"--anyway", "", "keep it also where it is not genuine"},
       {"--again", "", "ask once more for what an issuer had to confirm first"},
       {"--tx-code-file", "FILE", "the code that goes with an offer, instead of typing it"}});
  const auto evidence = evidence_options();
  all.insert(all.begin() + 3, evidence.begin(), evidence.end());
  return all;
}

}  // namespace

Command wallet_receive_command() {
  return {
      .name = "wallet receive",
      .summary = "Take a badge into your own badge book, after it was checked.",
      .examples = {{"wallet receive badge.png", "a file: JSON, JWS, or a picture"},
                   {"wallet receive https://library.example/badge.json", ""},
                   {"wallet receive 'openid-credential-offer://?...'",
                    "what the QR code of an issuer holds; the code that goes with it is asked"},
                   {"wallet receive --again", "once the issuer has confirmed it"}},
      .shape = {.operands = {{.name = "WHAT",
                              .meaning = "a file, a link or an offer; - is standard input",
                              .is_needed = false}},
                .options = options()},
      .more =
          "The first badge begins the book: a passphrase is asked, and a key is made that never\n"
          "leaves the book. What is offered is bound to that key. What is not genuine is not\n"
          "kept without --anyway; what is not valid yet is. The exit code is that of badge\n"
          "verify, kept or not; a badge that begins within 5 minutes counts as begun.\n",
      .run = run};
}

}  // namespace waarmerk::cli
