#include "node/http/query.hpp"

#include <charconv>

#include "node/http/percent.hpp"

namespace waarmerk::node::http {

Result<Query> Query::parse(std::string_view encoded) {
  Query query;
  while (!encoded.empty()) {
    const auto end = encoded.find('&');
    const auto pair = encoded.substr(0, end);
    encoded = end == std::string_view::npos ? std::string_view() : encoded.substr(end + 1);
    if (pair.empty()) continue;
    const auto mark = pair.find('=');
    const auto value_text = mark == std::string_view::npos ? "" : pair.substr(mark + 1);
    TRY(name, decode_percent(pair.substr(0, mark), Plus::is_space));
    TRY(value, decode_percent(value_text, Plus::is_space));
    if (query.find(name)) return fail(bad_query, "The parameter '" + name + "' is given twice.");
    if (query.all_.size() == query_parameters_max) {
      return fail(bad_query, "The query has too many parameters.");
    }
    query.all_.emplace_back(std::move(name), std::move(value));
  }
  return query;
}

std::optional<std::string_view> Query::find(std::string_view name) const {
  for (const auto& [key, value] : all_) {
    if (key == name) return value;
  }
  return std::nullopt;
}

Result<std::string_view> Query::get(std::string_view name) const {
  const auto value = find(name);
  if (!value) return fail(bad_query, "The parameter '" + std::string(name) + "' is missing.");
  return *value;
}

Result<std::optional<std::int64_t>> Query::find_integer(std::string_view name, Range range) const {
  const auto text = find(name);
  if (!text) return std::nullopt;
  std::int64_t number = 0;
  const auto end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc() || stop != end || number < range.least || number > range.most) {
    return fail(bad_query, "The parameter '" + std::string(name) + "' must be a number from " +
                               std::to_string(range.least) + " to " + std::to_string(range.most) +
                               ".");
  }
  return number;
}

}  // namespace waarmerk::node::http
