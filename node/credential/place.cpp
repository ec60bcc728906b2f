#include "node/credential/place.hpp"

namespace waarmerk::node::credential {

std::string Place::path() const {
  if (parent_ == nullptr) return std::string(name_);
  if (name_.empty()) return parent_->path() + "[" + std::to_string(index_) + "]";
  return parent_->path() + "." + std::string(name_);
}

std::optional<Place> Place::find(std::string_view name) const {
  const auto member = value_.find(name);
  if (!member) return std::nullopt;
  return Place(*member, *this, name);
}

bool Place::has_type(std::string_view wanted) const {
  const auto type = value_.find("type");
  if (!type) return false;
  if (type->string() == wanted) return true;
  for (const json::Value one : type->elements()) {
    if (one.string() == wanted) return true;
  }
  return false;
}

std::unexpected<Error> Place::fail_here(ErrorCode code, std::string detail) const {
  return fail(code, std::move(detail), path());
}

std::unexpected<Error> Place::fail_at(std::string_view name, ErrorCode code,
                                      std::string detail) const {
  return fail(code, std::move(detail), path() + "." + std::string(name));
}

}  // namespace waarmerk::node::credential
