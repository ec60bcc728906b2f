#include "node/http/form_data.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "node/http/problem.hpp"

namespace waarmerk::node::http {
namespace {

constexpr std::string_view media_type = "multipart/form-data";
constexpr std::string_view line_end = "\r\n";
constexpr std::size_t boundary_bytes_max = 70;  // RFC 2046 5.1.1

/// What stands behind `name=`, with or without quotes, in a header such as
/// `form-data; name="file"; filename="badge.png"`.
std::optional<std::string> find_parameter(std::string_view header, std::string_view name) {
  while (true) {
    const auto semicolon = header.find(';');
    if (semicolon == std::string_view::npos) return std::nullopt;
    header.remove_prefix(semicolon + 1);
    const auto begin = std::min(header.find_first_not_of(" \t"), header.size());
    header.remove_prefix(begin);
    if (header.size() <= name.size() || header[name.size()] != '=') continue;
    if (!equal_without_case(header.substr(0, name.size()), name)) continue;
    auto value = header.substr(name.size() + 1);
    if (!value.starts_with('"')) return std::string(value.substr(0, value.find_first_of("; \t")));
    value.remove_prefix(1);
    const auto end = value.find('"');
    if (end == std::string_view::npos) return std::nullopt;
    return std::string(value.substr(0, end));
  }
}

Result<std::string> read_boundary(const Request& request) {
  const auto type = request.headers.find("Content-Type").value_or("");
  const auto bare = type.substr(0, type.find(';'));
  if (!equal_without_case(bare.substr(0, bare.find_last_not_of(" \t") + 1), media_type)) {
    return fail(unsupported_media_type, "The body must be multipart/form-data.");
  }
  auto boundary = find_parameter(type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > boundary_bytes_max) {
    return fail(bad_form, "The form says no boundary.");
  }
  return std::move(*boundary);
}

/// The name in the lines before a part; there must be one.
Result<std::string> read_name(std::string_view head) {
  while (!head.empty()) {
    const auto end = std::min(head.find(line_end), head.size());
    const auto line = head.substr(0, end);
    head.remove_prefix(std::min(end + line_end.size(), head.size()));
    const auto colon = std::min(line.find(':'), line.size());
    if (!equal_without_case(line.substr(0, colon), "Content-Disposition")) continue;
    if (auto name = find_parameter(line.substr(colon), "name")) return std::move(*name);
  }
  return fail(bad_form, "A part of the form has no name.");
}

}  // namespace

Result<FormData> FormData::parse(const Request& request) {
  TRY(boundary, read_boundary(request));
  const auto mark = std::string(line_end) + "--" + boundary;
  std::string_view rest = request.body;
  if (!rest.starts_with(std::string_view(mark).substr(line_end.size()))) {
    return fail(bad_form, "The form does not begin with its boundary.");
  }
  rest.remove_prefix(mark.size() - line_end.size());
  FormData form;
  while (!rest.starts_with("--")) {
    if (form.parts_.size() == form_parts_max) return fail(bad_form, "The form has too many parts.");
    if (!rest.starts_with(line_end)) return fail(bad_form, "A boundary does not end its line.");
    const auto head_end = rest.substr(0, form_head_bytes_max).find("\r\n\r\n");
    if (head_end == std::string_view::npos)
      return fail(bad_form, "A part has no head, or too much.");
    const auto head =
        rest.substr(line_end.size(), std::max(head_end, line_end.size()) - line_end.size());
    TRY(name, read_name(head));
    rest.remove_prefix(head_end + 2 * line_end.size());
    const auto end = rest.find(mark);
    if (end == std::string_view::npos) return fail(bad_form, "The end of the form is missing.");
    form.parts_.push_back({std::move(name), std::string(rest.substr(0, end))});
    rest.remove_prefix(end + mark.size());
  }
  return form;
}

std::string_view FormData::find(std::string_view name) const {
  const auto found = std::ranges::find(parts_, name, &Part::name);
  return found == parts_.end() ? std::string_view() : std::string_view(found->content);
}

}  // namespace waarmerk::node::http
