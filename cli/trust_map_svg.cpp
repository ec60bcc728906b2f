#include "cli/trust_map_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/markup.hpp"
#include "cli/trust_map_layout.hpp"
#include "node/http/html.hpp"

namespace waarmerk::cli {
namespace {

using node::http::escape_html;

constexpr double margin = 28;
constexpr double head_height = 62;
constexpr double foot_height = 74;
constexpr double card_width_min = 112;
constexpr double card_width_max = 236;
constexpr double card_padding = 14;
constexpr double name_pixels = 14;
constexpr double small_pixels = 11;
constexpr double page_width_min = 620;
constexpr std::size_t sentences_max = 40;

constexpr std::string_view style = R"(<style>
.paper { fill: #fbfaf7 }
text { font-family: system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; fill: #1c2430 }
.title { font-size: 19px; font-weight: 600 }
.name { font-size: 14px; font-weight: 600 }
.small { font-size: 11px; fill: #4f5a69 }
.amount { font-size: 11px; font-weight: 600 }
.name, .small, .amount { text-anchor: middle; unicode-bidi: plaintext }
.left { text-anchor: start }
.card { fill: #ffffff; stroke: #7a8594; stroke-width: 1 }
.centre { stroke: #1f5f8b; stroke-width: 2.5 }
.inner { fill: none; stroke: #1f5f8b; stroke-width: 1 }
.line { fill: none; stroke: #2f6690; stroke-linecap: round }
.issue { stroke-dasharray: 7 5 }
.new { stroke-dasharray: 0.1 5 }
.tip { fill: #2f6690 }
.sign { fill: #fbfaf7; stroke: #2f6690; stroke-width: 1 }
@media (prefers-color-scheme: dark) {
.paper, .sign { fill: #14171c }
text { fill: #e9ecf1 }
.small { fill: #b3bcc9 }
.card { fill: #1f242c; stroke: #8390a0 }
.centre, .inner { stroke: #8cc1ea }
.line, .sign { stroke: #7fb2dc }
.tip { fill: #7fb2dc }
}
</style>
)";

/// All that one says of another, which is one line on the map.
struct Drawn {
  std::vector<const TrustMap::Line*> lines = {};  ///< the largest amount first
  bool introduces = false;
  bool is_settled = false;

  std::string sign() const {
    auto text = std::to_string(lines.front()->amount);
    return lines.size() > 1 ? text + " +" + std::to_string(lines.size() - 1) : text;
  }
  std::string classes() const {
    if (!is_settled) return "line new";
    return introduces ? "line" : "line issue";
  }
  double thickness() const { return is_settled ? 1.2 + lines.front()->amount / 60.0 : 2.4; }
};

struct Card {
  std::string name;
  std::string did = {};   ///< empty where it is the name
  std::string root = {};  ///< `you trust it: 120`
  Size size = {};
};

Card card_of(const TrustMap::Stop& stop) {
  Card card{.name = shorten_to(stop.name, name_pixels, card_width_max - 2 * card_padding)};
  if (stop.name != stop.did)
    card.did = shorten_to(stop.did, small_pixels, card_width_max - 2 * card_padding);
  if (stop.root) card.root = "you trust it: " + *stop.root;
  const auto widest = std::max({width_of(card.name, name_pixels), width_of(card.did, small_pixels),
                                width_of(card.root, small_pixels)});
  const double rows = 1 + (card.did.empty() ? 0 : 1) + (card.root.empty() ? 0 : 1);
  card.size = {std::clamp(widest + 2 * card_padding, card_width_min, card_width_max),
               14 + rows * 17};
  return card;
}

using Pair = std::pair<std::size_t, std::size_t>;

std::map<Pair, Drawn> drawn_of(const TrustMap& map) {
  std::map<Pair, Drawn> all;
  for (const auto& line : map.lines) {
    auto& drawn = all[{line.from, line.to}];
    drawn.lines.push_back(&line);
    drawn.introduces |= line.introduces;
    drawn.is_settled |= line.is_settled;
  }
  for (auto& [pair, drawn] : all)
    std::ranges::sort(drawn.lines, {}, [](auto* line) { return std::pair(-line->amount, line); });
  return all;
}

std::string text_at(const Point& at, std::string_view classes, std::string_view text) {
  return fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", classes, at.x,
                     at.y, escape_html(text));
}

std::string rectangle(const Point& corner, const Size& size, std::string_view classes,
                      double radius) {
  return fmt::format(
      "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
      "rx=\"{:.1f}\"/>\n",
      classes, corner.x, corner.y, size.width, size.height, radius);
}

std::string title_of(std::string_view text) { return "<title>" + escape_html(text) + "</title>\n"; }

class Drawing {
 public:
  Drawing(const TrustMap& map, MapLayout layout, std::vector<Card> cards,
          std::map<Pair, Drawn> lines)
      : map_(map), layout_(std::move(layout)), cards_(std::move(cards)), lines_(std::move(lines)) {
    width_ = std::max(page_width_min, layout_.size.width + 2 * margin);
    height_ = head_height + layout_.size.height + foot_height + margin;
    shift_ = {(width_ - layout_.size.width) / 2, head_height + margin / 2};
  }

  std::string print() const {
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
        "width=\"{0:.0f}\" height=\"{1:.0f}\" role=\"img\" "
        "aria-labelledby=\"trust-title trust-words\">\n",
        width_, height_);
    svg += "<title id=\"trust-title\">" + escape_html(map_.title()) + "</title>\n";
    svg += "<desc id=\"trust-words\">" + escape_html(words()) + "</desc>\n";
    svg += style;
    svg += rectangle({0, 0}, {width_, height_}, "paper", 0);
    svg += text_at({margin, 38}, "title", shorten_to(map_.title(), 19, width_ - 2 * margin));
    svg += text_at({margin, 58}, "small left", map_.summary());
    std::size_t number = 0;
    for (const auto& [pair, drawn] : lines_) svg += line(drawn, layout_.tracks[number++]);
    for (std::size_t i = 0; i < cards_.size(); ++i) svg += card(i);
    return svg + legend() + "</svg>\n";
  }

 private:
  Point moved(const Point& at) const { return {at.x + shift_.x, at.y + shift_.y}; }

  /// All that the picture says, for who does not see it.
  std::string words() const {
    auto text = map_.summary() + ".";
    for (std::size_t i = 0; i < std::min(map_.lines.size(), sentences_max); ++i)
      text += " " + map_.sentence(map_.lines[i]) + ".";
    if (map_.lines.size() > sentences_max) text += " The table has the others.";
    return text;
  }

  std::string path(const Curve& curve) const {
    if (curve.empty()) return {};
    const auto start = moved(curve.front());
    auto path = fmt::format("M{:.1f} {:.1f}", start.x, start.y);
    for (std::size_t i = 1; i < curve.size(); ++i) {
      const auto at = moved(curve[i]);
      path += fmt::format("{}{:.1f} {:.1f}", i % 3 == 1 ? "C" : " ", at.x, at.y);
    }
    return path;
  }

  std::string tip(const LaidTrack& track) const {
    if (track.after.empty()) return {};
    const auto base = moved(track.after.back());
    const auto end = moved(track.tip);
    const auto length = std::max(0.1, std::hypot(end.x - base.x, end.y - base.y));
    const Point side{-(end.y - base.y) / length * 4, (end.x - base.x) / length * 4};
    return fmt::format("<path class=\"tip\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}Z\"/>\n",
                       end.x, end.y, base.x + side.x, base.y + side.y, base.x - side.x,
                       base.y - side.y);
  }

  std::string line(const Drawn& drawn, const LaidTrack& track) const {
    std::string svg = "<g>";
    std::string words;
    for (const auto* one : drawn.lines) words += (words.empty() ? "" : "; ") + map_.sentence(*one);
    svg += title_of(words);
    svg += fmt::format("<path class=\"{}\" stroke-width=\"{:.1f}\" d=\"{}{}\"/>\n", drawn.classes(),
                       drawn.thickness(), path(track.before), path(track.after));
    svg += tip(track);
    const auto size = sign_size(drawn);
    const auto middle = moved(track.sign);
    svg += rectangle({middle.x - size.width / 2, middle.y - size.height / 2}, size, "sign",
                     size.height / 2);
    return svg + text_at({middle.x, middle.y + 4}, "amount", drawn.sign()) + "</g>\n";
  }

  std::string card(std::size_t number) const {
    const auto& [name, did, root, size] = cards_[number];
    const auto& stop = map_.stops[number];
    const auto middle = moved(layout_.cards[number]);
    const Point corner{middle.x - size.width / 2, middle.y - size.height / 2};
    auto svg = "<g>" + title_of(stop.name == stop.did ? stop.did : stop.name + ", " + stop.did);
    svg += rectangle(corner, size, stop.hops == 0 ? "card centre" : "card", 8);
    if (stop.root)
      svg += rectangle({corner.x + 4, corner.y + 4}, {size.width - 8, size.height - 8}, "inner", 5);
    // A view of its own: letters with marks on marks stay within their card.
    svg += fmt::format("<svg x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\">\n",
                       corner.x, corner.y, size.width, size.height);
    double y = 21;
    for (const auto& [classes, row] :
         {std::pair{"name", &name}, std::pair{"small", &did}, std::pair{"small", &root}}) {
      if (row->empty()) continue;
      svg += text_at({size.width / 2, y}, classes, *row);
      y += 17;
    }
    return svg + "</svg></g>\n";
  }

 public:
  static Size sign_size(const Drawn& drawn) {
    return {16 + width_of(drawn.sign(), small_pixels), 18};
  }

 private:
  std::string legend() const {
    struct Sign {
      std::string_view classes;
      std::string_view words;
    };
    std::string svg;
    double x = margin;
    const auto y = height_ - foot_height / 2 - 4;
    for (const auto& [classes, words] :
         {Sign{"line", "introduces others"}, Sign{"line issue", "believed for its own badges"},
          Sign{"line new", "too new to count"}}) {
      svg +=
          fmt::format("<path class=\"{}\" stroke-width=\"2.4\" d=\"M{} {}h36\"/>\n", classes, x, y);
      svg += text_at({x + 44, y + 4}, "small left", words);
      x += 60 + width_of(words, small_pixels);
    }
    return svg + text_at({margin, y + 24}, "small left",
                         "120 is a whole word, 60 half of one. Thick edge: who it is about. "
                         "Double edge: whom you trust.");
  }

  const TrustMap& map_;
  MapLayout layout_;
  std::vector<Card> cards_;
  std::map<Pair, Drawn> lines_;
  double width_ = 0;
  double height_ = 0;
  Point shift_;
};

}  // namespace

Result<std::string> print_svg(const TrustMap& map) {
  std::vector<Card> cards;
  std::vector<Size> sizes;
  for (const auto& stop : map.stops) {
    cards.push_back(card_of(stop));
    sizes.push_back(cards.back().size);
  }
  auto lines = drawn_of(map);
  std::vector<Track> tracks;
  for (const auto& [pair, drawn] : lines)
    tracks.push_back({pair.first, pair.second, Drawing::sign_size(drawn)});
  TRY(layout, lay_out(sizes, tracks));
  return Drawing(map, std::move(layout), std::move(cards), std::move(lines)).print();
}

}  // namespace waarmerk::cli
