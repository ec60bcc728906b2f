// `envelope issue` and `envelope verify`: credentials and presentations in a JWS, an SD-JWT or a
// COSE_Sign1, with a key out of a file. The suite of W3C for VC-JOSE-COSE runs these two.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/jwk.hpp"
#include "node/credential/envelope.hpp"
#include "node/credential/securing.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;
using credential::EnvelopeContent;
using credential::EnvelopeForm;

constexpr std::size_t key_bytes_max = 64 << 10;
constexpr std::size_t paths_max = 1'000;

struct Feature {
  std::string_view name;
  credential::EnvelopeKind kind;
};
constexpr auto features = std::to_array<Feature>({
    {"credential_jose", {EnvelopeForm::jose, EnvelopeContent::credential}},
    {"credential_sdjwt", {EnvelopeForm::sd_jwt, EnvelopeContent::credential}},
    {"credential_cose", {EnvelopeForm::cose, EnvelopeContent::credential}},
    {"presentation_jose", {EnvelopeForm::jose, EnvelopeContent::presentation}},
    {"presentation_sdjwt", {EnvelopeForm::sd_jwt, EnvelopeContent::presentation}},
    {"presentation_cose", {EnvelopeForm::cose, EnvelopeContent::presentation}},
});

/// Writes `{"result", "data"}`, into the file that is asked for.
Result<void> report(const Args& args, const Workspace& workspace, Output& output,
                    std::string_view result, std::string_view data) {
  json::Writer writer;
  writer.begin_object().member("result", result).member("data", data).end_object();
  if (const auto file = args.find("--output")) {
    return workspace.write_file(*file, writer.text() + "\n");
  }
  output.line(writer.text());
  return {};
}

/// A failure is told in the report too, and stays a failure.
Result<Exit> conclude(const Args& args, const Workspace& workspace, Output& output,
                      Result<std::string> outcome) {
  if (outcome) {
    TRY_OK(report(args, workspace, output, "success", *outcome));
    return Exit::done;
  }
  const bool is_known = outcome.error().code != bad_usage;
  const auto& error = outcome.error();
  const auto where = error.path.empty() ? "" : error.path + ": ";
  TRY_OK(report(args, workspace, output, is_known ? "failure" : "indeterminate",
                where + error.detail));
  return std::unexpected(std::move(outcome).error());
}

Result<credential::EnvelopeKind> read_feature(const Args& args) {
  const auto& name = args.get("--feature");
  const auto* found = std::ranges::find(features, name, &Feature::name);
  if (found != features.end()) return found->kind;
  return fail(bad_usage, "--feature is credential or presentation, and _jose, _sdjwt or _cose.");
}

Result<json::Document> read_key(const Args& args, const Workspace& workspace) {
  TRY(text, workspace.read_file(args.get("--key"), key_bytes_max));
  return json::parse(text);
}

/// `credentialSubject.phoneNumbers[0]` as `/credentialSubject/phoneNumbers/0`; a pointer stays.
std::string pointer_of(std::string_view path) {
  if (path.starts_with('/')) return std::string(path);
  std::string pointer = "/";
  for (const char c : path) {
    if (c == ']') continue;
    pointer += c == '.' || c == '[' ? '/' : c;
  }
  return pointer;
}

Result<std::vector<std::string>> read_paths(const Args& args) {
  std::vector<std::string> pointers;
  const auto text = args.find("--sd");
  if (!text) return pointers;
  TRY(paths, json::parse(*text));
  if (!paths.root().is(json::Kind::array) || paths.root().size() > paths_max) {
    return fail(bad_usage, "--sd is a JSON array of paths.");
  }
  for (const json::Value path : paths.root().elements()) {
    if (!path.string()) return fail(bad_usage, "A path in --sd is a text.");
    pointers.push_back(pointer_of(*path.string()));
  }
  return pointers;
}

Result<std::optional<UnixTime>> read_time(const Args& args) {
  const auto at = args.find("--at");
  if (!at) return std::optional<UnixTime>();
  TRY(time, parse_time(*at));
  return std::optional<UnixTime>(time);
}

Result<std::string> seal(const Args& args, Workspace& workspace) {
  TRY(kind, read_feature(args));
  TRY(time, read_time(args));
  TRY(pointers, read_paths(args));
  TRY(text, workspace.read_file(args.get("--input"), credential::file_bytes_max));
  TRY(unsecured, json::parse(text));
  TRY(method, read_key(args, workspace));
  const json::Reader reader(method);
  TRY(id, reader.get_string("id"));
  TRY(jwk, reader.get_object("secretKeyJwk"));
  TRY(secret, keys::read_secret_jwk(jwk.value()));
  const auto signer = keys::make_signer(std::move(secret));
  const credential::SealOptions options{
      .verification_method = id, .disclosable = pointers, .signed_at = time};
  return credential::seal(unsecured, kind, options, *signer, workspace.random());
}

Result<std::string> unseal(const Args& args, const Workspace& workspace) {
  TRY(kind, read_feature(args));
  TRY(time, read_time(args));
  TRY(text, workspace.read_file(args.get("--input"), credential::file_bytes_max));
  TRY(method, read_key(args, workspace));
  TRY(jwk, json::Reader(method).get_object("publicKeyJwk"));
  TRY(key, keys::read_jwk(jwk.value()));
  TRY(inside, credential::unseal(text, kind, key, time.value_or(workspace.now())));
  return std::string(inside.text());
}

Result<Exit> issue(const Args& args, Workspace& workspace, Output& output) {
  return conclude(args, workspace, output, seal(args, workspace));
}

Result<Exit> verify(const Args& args, Workspace& workspace, Output& output) {
  return conclude(args, workspace, output, unseal(args, workspace));
}

constexpr Option input{"--input", "FILE", "what to read", true};
constexpr Option key{"--key", "FILE", "a verification method with JWKs", true};
constexpr Option feature{"--feature", "NAME", "credential_jose and so on: see below", true};
constexpr Option result{"--output", "FILE", "where the result goes, instead of the terminal"};

}  // namespace

Command envelope_issue_command() {
  return {
      .name = "envelope issue",
      .summary = "Put a credential or presentation into a JWS, an SD-JWT or a COSE_Sign1.",
      .examples = {{"envelope issue --input vc.json --key k.json --feature credential_cose", ""},
                   {"envelope issue --input vc.json --key k.json --feature credential_sdjwt "
                    "--sd '[\"name\"]'",
                    "its holder may keep the name back"}},
      .shape = {.options =
                    with_shared({input,
                                 key,
                                 feature,
                                 {"--sd", "JSON", "what a holder may keep back: an array of paths"},
                                 {"--at", "T", "write that it was signed then"},
                                 result})},
      .more =
          "NAME is credential or presentation, and _jose, _sdjwt or _cose. The key is a file with\n"
          "a verification method: its id, and secretKeyJwk of Ed25519, P-256, P-384 or P-521.\n"
          "The result is {\"result\": \"success\" or \"failure\", \"data\": ...}; a COSE_Sign1 is "
          "in\n"
          "base64. No node is needed, and none knows of what is signed: to give badges, use\n"
          "badge award.\n",
      .run = issue};
}

Command envelope_verify_command() {
  return {
      .name = "envelope verify",
      .summary = "Check a JWS, an SD-JWT or a COSE_Sign1 with a key from a file.",
      .examples = {{"envelope verify --input vc.jwt --key key.json --feature credential_jose", ""},
                   {"envelope verify --input vp --key k --feature presentation_jose "
                    "--at 2024-12-16T12:00:00Z",
                    "as if it were then"}},
      .shape = {.options = with_shared({input,
                                        key,
                                        feature,
                                        {"--at", "T", "judge the times as of then, not now"},
                                        result})},
      .more =
          "It says whether the envelope is of this kind, holds what it must, and was signed with\n"
          "the publicKeyJwk of the file; nothing of whose key that is, of a status, or of the\n"
          "credentials inside a presentation. For those there is badge verify.\n",
      .run = verify};
}

}  // namespace waarmerk::cli
