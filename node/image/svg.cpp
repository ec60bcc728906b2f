#include "node/image/svg.hpp"

#include <utility>
#include <vector>

#include "node/image/svg_scan.hpp"

namespace waarmerk::node::image {
namespace {

std::string declaration() {
  return " xmlns:" + std::string(svg_prefix) + "=\"" + std::string(svg_namespace) + "\"";
}

/// JSON between CDATA marks that gives back each byte: the end mark is cut in two, and a carriage
/// return, which XML would read as a line feed, stands between two sections by its number.
std::string wrap(std::string_view json) {
  std::string wrapped = "<![CDATA[";
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] == '\r') {
      wrapped += "]]>&#13;<![CDATA[";
    } else if (json[i] == '>' && wrapped.ends_with("]]")) {
      wrapped += "]]><![CDATA[>";
    } else {
      wrapped += json[i];
    }
  }
  return wrapped + "]]>";
}

/// `scope` is the declaration of the prefix, where the root has none that serves.
std::string element(std::string_view text, const std::string& scope) {
  const auto name = std::string(svg_prefix) + ":credential";
  if (text.starts_with('{')) return "<" + name + scope + ">" + wrap(text) + "</" + name + ">";
  return "<" + name + scope + " verify=\"" + std::string(text) + "\"></" + name + ">";
}

/// The root's own tag, with the prefix declared where it is free, and open.
std::string root_tag(std::string_view image, const SvgScan& scan) {
  std::string tag(image.substr(scan.root_tag.begin, scan.root_tag.end - scan.root_tag.begin));
  if (scan.is_root_empty) tag.erase(tag.size() - 2, 1);
  if (scan.badge_namespace.empty()) tag.insert(1 + scan.root_name.size(), declaration());
  return tag;
}

/// The image from the end of its root's tag, without the credentials that it had.
std::string rest_of(std::string_view image, const SvgScan& scan) {
  std::string rest;
  auto at = scan.root_tag.end;
  for (const auto& [badge, place] : scan.badges) {
    if (badge.edition != Edition::open_badges_3) continue;
    rest += image.substr(at, place.begin - at);
    at = place.end;
  }
  if (scan.is_root_empty) rest += "</" + scan.root_name + ">";
  return rest + std::string(image.substr(at));
}

}  // namespace

Result<BakedBadge> unbake_svg(std::string_view image) {
  TRY(scan, scan_svg(image));
  std::vector<BakedBadge> badges;
  for (auto& found : scan.badges) badges.push_back(std::move(found.badge));
  return choose_badge(std::move(badges));
}

Result<std::string> bake_svg(std::string_view image, std::string_view text) {
  TRY(scan, scan_svg(image));
  const bool is_declared = scan.badge_namespace.empty() || scan.badge_namespace == svg_namespace;
  return std::string(image.substr(0, scan.root_tag.begin)) + root_tag(image, scan) +
         element(text, is_declared ? "" : declaration()) + rest_of(image, scan);
}

}  // namespace waarmerk::node::image
