#include "tests/shape/functions.hpp"

#include <algorithm>
#include <regex>

#include "tests/shape/source_tree.hpp"

namespace waarmerk::shape {
namespace {

enum class Block { scope, function, other };

struct Open {
  Block block;
  std::string head;
  std::size_t line;
};

bool contains_word(const std::string& text, const char* pattern) {
  return std::regex_search(text, std::regex(pattern));
}

/// What the brace after `head` opens. Inside a function everything belongs to that function.
Block block_of(const std::string& head, const std::vector<Open>& open) {
  if (!open.empty() && open.back().block != Block::scope) return Block::other;
  if (contains_word(head, "\\b(namespace|extern)\\b")) return Block::scope;
  const bool calls = head.find('(') != std::string::npos;
  if (!calls && contains_word(head, "\\b(class|struct|union|enum)\\b")) return Block::scope;
  const bool assigns = contains_word(head, "[^=!<>]=[^=]") && !contains_word(head, "\\boperator");
  return calls && !assigns ? Block::function : Block::other;
}

std::size_t line_at(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

/// Where the brace that closes the one at `open` stands.
std::size_t closing(std::string_view code, std::size_t open) {
  std::size_t depth = 0;
  for (auto i = open; i < code.size(); ++i) {
    if (code[i] == '{') ++depth;
    if (code[i] == '}' && --depth == 0) return i;
  }
  return code.size();
}

}  // namespace

std::vector<Function> functions_of(std::string_view text) {
  const auto code = code_of(text);
  std::vector<Function> found;
  std::vector<Open> open;
  std::size_t head_start = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == ';' && (open.empty() || open.back().block == Block::scope)) head_start = i + 1;
    if (code[i] == '{') {
      const auto from = std::min(code.find_first_not_of(" \n", head_start), i);
      auto head = code.substr(from, i - from);
      const auto block = block_of(head, open);
      open.push_back({block, std::move(head), line_at(code, from)});
      if (block == Block::scope) head_start = i + 1;
    }
    if (code[i] == '}' && !open.empty()) {
      const auto closed = open.back();
      open.pop_back();
      const auto last = line_at(code, i);
      const bool member = code.find_first_not_of(" \n", i + 1) != std::string::npos &&
                          (code[code.find_first_not_of(" \n", i + 1)] == ',' ||
                           code[code.find_first_not_of(" \n", i + 1)] == '{');
      const bool outside = open.empty() || open.back().block == Block::scope;
      if (closed.block == Block::function && !member)
        found.push_back({closed.head, closed.line, last - closed.line + 1});
      if (outside && !member) head_start = i + 1;
    }
  }
  return found;
}

std::vector<Lambda> lambdas_of(std::string_view text) {
  static const std::regex opening(
      "\\[([^\\[\\]]*)\\]\\s*(\\([^(){}]*(\\([^(){}]*\\)[^(){}]*)*\\))?\\s*(mutable)?\\s*(noexcept)"
      "?"
      "\\s*(->[^{};]*)?\\{");
  const auto code = code_of(text);
  std::vector<Lambda> found;
  for (std::sregex_iterator at(code.begin(), code.end(), opening), end; at != end; ++at) {
    const auto start = static_cast<std::size_t>(at->position());
    const auto brace = start + static_cast<std::size_t>(at->length()) - 1;
    auto body = code.substr(brace + 1, closing(code, brace) - brace - 1);
    std::smatch inner;
    while (std::regex_search(body, inner, opening)) {
      const auto from = static_cast<std::size_t>(inner.position());
      const auto inner_brace = from + static_cast<std::size_t>(inner.length()) - 1;
      body.erase(from, closing(body, inner_brace) - from + 1);
    }
    found.push_back({(*at)[1], std::move(body), line_at(code, start)});
  }
  return found;
}

}  // namespace waarmerk::shape
