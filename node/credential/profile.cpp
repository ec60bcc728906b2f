#include "node/credential/profile.hpp"

#include "node/credential/profile_rules.hpp"

namespace waarmerk::node::credential {
namespace {

std::string text_at(json::Value value, std::string_view name) {
  const auto found = value.find(name);
  return found ? std::string(text_in(*found)) : std::string();
}

void write_text(json::Writer& writer, std::string_view name, std::string_view text) {
  if (!text.empty()) writer.member(name, text);
}

}  // namespace

Result<Profile> read_profile(json::Value value, const std::string& path) {
  TRY_OK(check_profile(Place(value, path), CredentialLimits{}));
  Profile profile{.id = text_at(value, "id"),
                  .name = text_at(value, "name"),
                  .url = text_at(value, "url"),
                  .description = text_at(value, "description"),
                  .email = text_at(value, "email"),
                  .phone = text_at(value, "phone"),
                  .official = text_at(value, "official")};
  if (const auto image = value.find("image")) {
    profile.image = image->is(json::Kind::object) ? text_at(*image, "id") : text_at(value, "image");
  }
  return profile;
}

void write_profile(json::Writer& writer, const Profile& profile) {
  writer.begin_object().member("id", profile.id);
  writer.name("type").begin_array().string("Profile").end_array();
  write_text(writer, "name", profile.name);
  write_text(writer, "url", profile.url);
  write_text(writer, "description", profile.description);
  write_text(writer, "email", profile.email);
  write_text(writer, "phone", profile.phone);
  write_text(writer, "official", profile.official);
  if (!profile.image.empty()) {
    writer.name("image").begin_object();
    writer.member("id", profile.image).member("type", "Image").end_object();
  }
  writer.end_object();
}

}  // namespace waarmerk::node::credential
