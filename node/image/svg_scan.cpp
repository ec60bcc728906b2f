#include "node/image/svg_scan.hpp"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace waarmerk::node::image {
namespace {

constexpr char separator = '\n';  // no namespace name holds one: it is a space in an attribute
constexpr std::string_view white = " \t\r\n";

/// A badge whose end has not come yet.
struct OpenBadge {
  Edition edition;
  std::size_t begin;
  std::size_t depth;
  std::string verify;
  std::string text = {};
  /// From the first CDATA section to the end of the last, in `text`.
  std::optional<Stretch> marked = {};
};

struct Scanning {
  explicit Scanning(std::string_view svg) : image(svg) {}

  std::string_view image;
  XML_Parser parser = nullptr;
  SvgScan scan = {};
  std::size_t depth = 0;
  std::optional<OpenBadge> open = {};
  std::optional<Error> refusal = {};

  void refuse(ErrorCode code, std::string detail) {
    if (!refusal) refusal = Error{code, std::move(detail)};
    XML_StopParser(parser, XML_FALSE);
  }
  /// The bytes of the event that is being told.
  Stretch here() const {
    const auto begin = static_cast<std::size_t>(XML_GetCurrentByteIndex(parser));
    return {begin, begin + static_cast<std::size_t>(XML_GetCurrentByteCount(parser))};
  }
};

Scanning& of(void* data) { return *static_cast<Scanning*>(data); }

/// `namespace` and `local` of a name as expat joins them.
std::pair<std::string_view, std::string_view> split_name(std::string_view name) {
  const auto at = name.find(separator);
  if (at == std::string_view::npos) return {{}, name};
  return {name.substr(0, at), name.substr(at + 1)};
}

std::optional<Edition> edition_of(std::string_view name) {
  const auto [space, local] = split_name(name);
  if (space == svg_namespace && local == "credential") return Edition::open_badges_3;
  if (space == svg_namespace_of_2 && local == "assertion") return Edition::open_badges_2;
  return std::nullopt;
}

void begin_root(Scanning& scanning, std::string_view name) {
  if (split_name(name).second != "svg") return scanning.refuse(malformed, "This is no SVG image.");
  const auto tag = scanning.here();
  const auto text = scanning.image.substr(tag.begin, tag.end - tag.begin);
  scanning.scan.root_name = text.substr(1, text.find_first_of(" \t\r\n/>") - 1);
  scanning.scan.root_tag = tag;
  scanning.scan.is_root_empty = text.ends_with("/>");
}

std::string attribute(const XML_Char** attributes, std::string_view wanted) {
  for (; *attributes != nullptr; attributes += 2) {
    if (attributes[0] == wanted) return attributes[1];
  }
  return {};
}

void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  auto& scanning = of(data);
  if (++scanning.depth > svg_depth_max) {
    return scanning.refuse(too_large, "The SVG is nested too deeply.");
  }
  if (scanning.depth == 1) return begin_root(scanning, name);
  const auto edition = edition_of(name);
  if (!edition || scanning.open) return;
  scanning.open = OpenBadge{.edition = *edition,
                            .begin = scanning.here().begin,
                            .depth = scanning.depth,
                            .verify = attribute(attributes, "verify")};
}

/// What stands in CDATA is meant to the byte; the white space around it is layout.
std::string body_of(OpenBadge& badge) {
  const auto cut = badge.marked.value_or(Stretch{0, badge.text.size()});
  const auto outside = badge.text.substr(0, cut.begin) + badge.text.substr(cut.end);
  if (outside.find_first_not_of(white) != std::string::npos) return std::move(badge.text);
  return badge.text.substr(cut.begin, cut.end - cut.begin);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(white) == std::string_view::npos;
}

bool is_compact(std::string_view text) {
  return text.starts_with("ey") && std::ranges::count(text, '.') == 2;
}

/// In Open Badges 2.0 `verify` is a JWS, or the URL at which what stands in the body is hosted.
std::string said_by(OpenBadge badge) {
  auto body = body_of(badge);
  const bool is_url = badge.edition == Edition::open_badges_2 && !is_compact(badge.verify);
  if (badge.verify.empty() || (is_url && !is_blank(body))) return body;
  return std::move(badge.verify);
}

void on_end(void* data, const XML_Char*) {
  auto& scanning = of(data);
  if (scanning.open && scanning.open->depth == scanning.depth) {
    if (scanning.scan.badges.size() == svg_badges_max) {
      return scanning.refuse(too_large, "The SVG carries too many badges.");
    }
    const Stretch place{scanning.open->begin, scanning.here().end};
    const auto edition = scanning.open->edition;
    scanning.scan.badges.push_back(
        {.badge = {.edition = edition, .text = said_by(std::move(*scanning.open))},
         .element = place});
    scanning.open.reset();
  }
  --scanning.depth;
}

void on_text(void* data, const XML_Char* text, int count) {
  auto& scanning = of(data);
  if (!scanning.open) return;
  if (scanning.open->text.size() + static_cast<std::size_t>(count) > text_bytes_max) {
    return scanning.refuse(too_large, "The badge in the SVG is too large.");
  }
  scanning.open->text.append(text, static_cast<std::size_t>(count));
}

void on_cdata(void* data) {
  auto& open = of(data).open;
  if (open && !open->marked) open->marked = Stretch{open->text.size(), open->text.size()};
}

void on_cdata_end(void* data) {
  auto& open = of(data).open;
  if (open && open->marked) open->marked->end = open->text.size();
}

void on_namespace(void* data, const XML_Char* prefix, const XML_Char* uri) {
  auto& scanning = of(data);
  const bool is_root = scanning.depth == 0;
  if (is_root && prefix != nullptr && uri != nullptr && prefix == svg_prefix) {
    scanning.scan.badge_namespace = uri;
  }
}

void on_declaration(void* data, const XML_Char*, const XML_Char* encoding, int) {
  if (encoding == nullptr) return;
  std::string name(encoding);
  for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (name != "UTF-8" && name != "US-ASCII") {
    of(data).refuse(unsafe_xml, "Only SVG images in UTF-8 are read.");
  }
}

void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int has_subset) {
  if (has_subset != 0) {
    of(data).refuse(unsafe_xml, "The SVG declares its own entities, which is refused.");
  }
}

void on_skipped_entity(void* data, const XML_Char*, int) {
  of(data).refuse(unsafe_xml, "The SVG uses an entity that it does not hold, which is refused.");
}

void listen(Scanning& scanning) {
  XML_SetUserData(scanning.parser, &scanning);
  XML_SetElementHandler(scanning.parser, on_start, on_end);
  XML_SetCharacterDataHandler(scanning.parser, on_text);
  XML_SetCdataSectionHandler(scanning.parser, on_cdata, on_cdata_end);
  XML_SetStartNamespaceDeclHandler(scanning.parser, on_namespace);
  XML_SetXmlDeclHandler(scanning.parser, on_declaration);
  XML_SetStartDoctypeDeclHandler(scanning.parser, on_doctype);
  XML_SetSkippedEntityHandler(scanning.parser, on_skipped_entity);
}

}  // namespace

Result<SvgScan> scan_svg(std::string_view image) {
  if (image.size() > image_bytes_max) return fail(too_large, "The image is too large.");
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
      XML_ParserCreateNS("UTF-8", separator), &XML_ParserFree);
  if (!parser) return fail(too_large, "There is too little memory for the image.");
  Scanning scanning(image);
  scanning.parser = parser.get();
  listen(scanning);
  const auto status =
      XML_Parse(parser.get(), image.data(), static_cast<int>(image.size()), XML_TRUE);
  if (scanning.refusal) return std::unexpected(std::move(*scanning.refusal));
  if (status != XML_STATUS_OK) {
    return fail(malformed, "The SVG is not well-formed XML, in line " +
                               std::to_string(XML_GetCurrentLineNumber(parser.get())) + ": " +
                               XML_ErrorString(XML_GetErrorCode(parser.get())) + ".");
  }
  return std::move(scanning.scan);
}

}  // namespace waarmerk::node::image
