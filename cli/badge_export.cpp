// `badge export`: a badge in the form that another program takes.
#include <string_view>
#include <utility>

#include "cli/badge_reading.hpp"
#include "cli/commands.hpp"
#include "cli/error_codes.hpp"
#include "node/credential/picture.hpp"
#include "node/credential/securing.hpp"
#include "node/image/baking.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;
namespace image = node::image;

/// `--as`, or what the name of the file ends with.
std::string form_of(const Args& args) {
  if (const auto form = args.find("--as")) return *form;
  const auto& file = args.get("-o");
  auto end = file.substr(std::min(file.rfind('.'), file.size() - 1) + 1);
  return end == "jwt" ? "jws" : end;
}

Result<std::string> picture_of(const Args& args, const Workspace& workspace,
                               const credential::BadgeView& view) {
  if (const auto file = args.find("--image")) {
    return workspace.read_file(*file, image::image_bytes_max);
  }
  auto picture = credential::picture_in(view.image);
  if (picture) return picture;
  return fail(credential::no_picture, "The badge brings no picture along: name one with --image.");
}

Result<std::string> baked(const Args& args, const Workspace& workspace, const ReadBadge& badge,
                          image::Format wanted) {
  TRY(picture, picture_of(args, workspace, badge.view));
  if (image::format_of(picture) != wanted) {
    return fail(image::unknown_format, "The picture is of another kind than was asked for.");
  }
  return image::bake(picture, badge.file.text);
}

Result<std::string> exported(const Args& args, const Workspace& workspace, const ReadBadge& badge) {
  const auto form = form_of(args);
  const bool is_jws = badge.file.form == credential::FileForm::jws;
  if (form == "json") return is_jws ? credential::envelop(badge.file.text) : badge.file.text;
  if (form == "png") return baked(args, workspace, badge, image::Format::png);
  if (form == "svg") return baked(args, workspace, badge, image::Format::svg);
  if (form != "jws") return fail(bad_usage, "A badge goes out as json, jws, png or svg.");
  if (is_jws) return badge.file.text;
  return fail(credential::unsupported_format,
              "The badge is no JWS, and only its issuer could sign one.");
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(text, workspace.read_file(args.get("FILE"), image::image_bytes_max));
  TRY(badge, read_badge(text));
  TRY(out, exported(args, workspace, badge));
  TRY_OK(workspace.write_file(args.get("-o"), out));
  output.facts({{"file", args.get("-o")}, {"bytes", std::to_string(out.size())}});
  return Exit::done;
}

}  // namespace

Command badge_export_command() {
  return {.name = "badge export",
          .summary = "Write a badge in the form that another program takes.",
          .examples = {{"badge export badge.jwt -o badge.json", "a JWS in a JSON envelope"},
                       {"badge export badge.json -o badge.png", "in its own picture"},
                       {"badge export badge.json -o badge.svg --image heart.svg", ""}},
          .shape = {.operands = {{.name = "FILE",
                                  .meaning =
                                      "a badge: JSON, JWS, COSE or picture; - is standard input"}},
                    .options = with_shared(
                        {{.name = "-o",
                          .value = "FILE",
                          .meaning = "the file to write",
                          .is_required = true},
                         {"--as", "FORM", "json, jws, png or svg; else by the file's ending"},
                         {"--image", "PICTURE", "a picture, where the badge brings none"}})},
          .more =
              "The signature goes along untouched, and nothing is checked. A badge that is\n"
              "signed inside its JSON cannot become a JWS.\n",
          .run = run};
}

}  // namespace waarmerk::cli
