// `badge bake` and `badge unbake`: a badge into a picture, and out of one.
#include <string_view>

#include "cli/commands.hpp"
#include "crypto/json/writer.hpp"
#include "node/image/baking.hpp"

namespace waarmerk::cli {
namespace {

namespace image = node::image;

std::string_view name_of(image::Edition edition) {
  switch (edition) {
    case image::Edition::open_badges_2: return "2";
    case image::Edition::open_badges_3: return "3";
  }
  return {};
}

void show_baked(const std::string& file, std::size_t bytes, Output& output) {
  if (output.form() == Form::json) {
    json::Writer writer;
    writer.begin_object().member("file", file);
    writer.name("bytes").integer(static_cast<std::int64_t>(bytes)).end_object();
    return output.line(writer.text());
  }
  output.facts({{"file", file}, {"bytes", std::to_string(bytes)}});
}

Result<Exit> bake(const Args& args, Workspace& workspace, Output& output) {
  TRY(badge, workspace.read_file(args.get("BADGE"), image::image_bytes_max));
  TRY(picture, workspace.read_file(args.get("IMAGE"), image::image_bytes_max));
  if (image::format_of(badge)) {
    TRY(inside, image::unbake(badge));
    badge = std::move(inside.text);
  }
  TRY(baked, image::bake(picture, badge));
  const auto& file = args.get("-o");
  TRY_OK(workspace.write_file(file, baked));
  show_baked(file, baked.size(), output);
  return Exit::done;
}

void show_unbaked(const image::BakedBadge& badge, Output& output) {
  if (output.form() != Form::json) return output.raw(badge.text + "\n");
  json::Writer writer;
  writer.begin_object().member("edition", name_of(badge.edition)).member("badge", badge.text);
  output.line(writer.end_object().text());
}

Result<Exit> unbake(const Args& args, Workspace& workspace, Output& output) {
  TRY(picture, workspace.read_file(args.get("IMAGE"), image::image_bytes_max));
  TRY(badge, image::unbake(picture));
  if (const auto file = args.find("-o")) {
    TRY_OK(workspace.write_file(*file, badge.text));
    show_baked(*file, badge.text.size(), output);
  } else {
    show_unbaked(badge, output);
  }
  return Exit::done;
}

}  // namespace

Command badge_bake_command() {
  return {
      .name = "badge bake",
      .summary = "Put a badge into a picture, which then carries it wherever it goes.",
      .examples = {{"badge bake badge.json heart.png -o badge.png", ""},
                   {"badge bake badge.jwt heart.svg -o badge.svg", ""}},
      .shape = {.operands = {{.name = "BADGE",
                              .meaning = "JSON, a compact JWS, or a picture that has one in it"},
                             {.name = "IMAGE", .meaning = "a PNG or SVG picture"}},
                .options = with_shared({{.name = "-o",
                                         .value = "FILE",
                                         .meaning = "the picture to write",
                                         .is_required = true}})},
      .more =
          "What the picture shows stays as it was; a badge that it had is replaced. The\n"
          "badge is not checked: waarmerk badge verify does that, of the picture too.\n",
      .run = bake};
}

Command badge_unbake_command() {
  return {
      .name = "badge unbake",
      .summary = "Take the badge out of a picture.",
      .examples = {{"badge unbake badge.png", ""}, {"badge unbake badge.svg -o badge.json", ""}},
      .shape = {.operands = {{.name = "IMAGE",
                              .meaning = "a PNG or SVG picture; - is standard input"}},
                .options = with_shared({{"-o", "FILE", "write the badge into a file"}})},
      .more =
          "Pictures of Open Badges 3.0 and 2.0 are read. The badge comes out to the byte, and\n"
          "is not checked.\n",
      .run = unbake};
}

}  // namespace waarmerk::cli
