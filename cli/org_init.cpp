// `org init`: makes an organisation, ready for its node to start.
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "cli/organisation.hpp"
#include "cli/passphrase.hpp"
#include "crypto/json/writer.hpp"
#include "did/address_rules.hpp"
#include "node/ops/secret_file.hpp"

namespace waarmerk::cli {
namespace {

/// A history is for those who stay; what runs on this machine alone is for a trial.
std::string usual_method(const std::string& url) {
  const auto parsed = did::parse_fetch_url(url, {.plain_http_on_loopback = true});
  return parsed && parsed->is_loopback ? "web" : "webvh";
}

Result<DidMethod> read_method(const Args& args) {
  const auto url = args.find("--url");
  const auto method = args.find("--did").value_or(url ? usual_method(*url) : "key");
  if (method == "key") return DidMethod::key;
  if (method != "web" && method != "webvh") {
    return fail(bad_usage, "--did is webvh, web or key.");
  }
  if (!url) {
    return fail(bad_usage, "A did:" + method + " needs --url: where others will reach the node.");
  }
  return method == "web" ? DidMethod::web : DidMethod::webvh;
}

Result<void> choose_passphrase(const Args& args, Workspace& workspace, OrganisationPlan& plan) {
  if (const auto file = args.find("--passphrase-file")) {
    TRY(passphrase, node::ops::read_secret_file(*file));
    plan.passphrase = std::move(passphrase);
    plan.passphrase_file = std::filesystem::absolute(*file).string();
  } else if (args.has("--generate-passphrase")) {
    plan.passphrase = draw_passphrase(workspace.random());
    plan.keeps_passphrase = true;
  } else {
    TRY(passphrase, ask_new_passphrase(args, workspace));
    plan.passphrase = std::move(passphrase);
  }
  return {};
}

void show(const MadeOrganisation& made, const OrganisationPlan& plan, Output& output) {
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object()
        .member("did", made.did.text())
        .member("name", plan.name)
        .member("url", plan.url)
        .member("folder", made.folder.string())
        .member("config", made.config.string())
        .member("adminToken", made.admin_token.string());
    if (made.passphrase) writer.member("passphrase", made.passphrase->string());
    output.line(writer.end_object().take());
    return;
  }
  output.facts({{"did", made.did.text()},
                {"name", plan.name},
                {"url", plan.url},
                {"folder", made.folder.string()},
                {"configuration", made.config.string()},
                {"admin token", made.admin_token.string()},
                {"passphrase", made.passphrase ? made.passphrase->string() : ""}});
}

void advise(const MadeOrganisation& made, Output& output) {
  output.say("Keep a copy of keys.vault and one of its passphrase, in two other places: who loses");
  output.say("them cannot issue or revoke as this organisation any more.");
  if (made.passphrase) {
    output.say(
        "The passphrase was drawn and lies beside the keys: whoever can read the folder has");
    output.say("both. For more than a trial, move it and change vault.passphrase_file.");
  }
  output.suggest("waarmerk node start --config " + made.config.string());
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  const bool two_ways = args.has("--passphrase-file") && args.has("--generate-passphrase");
  if (two_ways) {
    return fail(bad_usage, "--passphrase-file and --generate-passphrase do not go together.");
  }
  OrganisationPlan plan{.folder = args.get("--dir"), .name = args.get("--name")};
  TRY(method, read_method(args));
  plan.method = method;
  plan.url = args.find("--url").value_or("");
  TRY_OK(check_plan(plan));
  TRY_OK(choose_passphrase(args, workspace, plan));
  OrganisationPlan shown{.folder = plan.folder, .name = plan.name, .url = plan.url};
  TRY(made, make_organisation(std::move(plan), workspace));
  show(made, shown, output);
  advise(made, output);
  return Exit::done;
}

}  // namespace

Command org_init_command() {
  return {
      .name = "org init",
      .summary = "Make an organisation: its keys, its store, its name on the network.",
      .examples = {{"org init --dir library --name \"Library\" --url https://library.example", ""},
                   {"org init --dir trial --name Trial --generate-passphrase",
                    "a did:key, and a passphrase that lies beside the keys"},
                   {"org init --dir demo --name Demo --url http://localhost:8081 "
                    "--generate-passphrase",
                    "on this machine only"}},
      .shape = {.options = with_shared(
                    {{"--dir", "DIR", "the folder to make", true},
                     {"--name", "NAME", "the organisation's name, as people read it", true},
                     {"--url", "URL", "where others will reach the node"},
                     {"--did", "METHOD",
                      "webvh or web (by the URL), or key; webvh where there is a URL"},
                     {"--passphrase-file", "FILE", "the passphrase of the keys"},
                     {"--generate-passphrase", "", "draw one, and write it into the folder"}})},
      .more =
          "Without --passphrase-file and --generate-passphrase the passphrase is asked for. It is\n"
          "never a flag's value and never in the environment. A did:webvh keeps a\n"
          "history, so that its keys can change and its older badges stay good. A did:web has "
          "none\n"
          "and cannot move to another URL, and a did:key cannot change its key: choose with care.\n"
          "On localhost a did:web is made unless --did says another.\n",
      .run = run};
}

}  // namespace waarmerk::cli
