#include "rules/accessibility/role.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "crawler/dom/document.h"
#include "crawler/dom/html_parser.h"

namespace vigie::rules {
namespace {

Role role(std::string_view html) {
  const dom::Document document = dom::parse_html(std::string(html));
  return role_of(document, document.by_id("x"));
}

TEST(Role, IsTheFirstWordThatIsOne) {
  EXPECT_EQ(role("<p id=x role='btn BUTTON link'>"), Role::button);
  EXPECT_EQ(role("<button id=x role='btn'>"), Role::button);
  EXPECT_EQ(role("<button id=x role=''>"), Role::button);
  EXPECT_EQ(role("<p id=x role=image>"), Role::img);
  EXPECT_EQ(role("<p id=x role=doc-backlink>"), Role::link);
}

TEST(Role, IsNoAbstractOne) { EXPECT_EQ(role("<a id=x href=/ role=widget>"), Role::link); }

TEST(Role, PresentationCountsWhereNothingSpeaksAgainst) {
  EXPECT_EQ(role("<img id=x role=none>"), Role::presentation);
  EXPECT_EQ(role("<button id=x role=none disabled>"), Role::presentation);
  EXPECT_EQ(role("<fieldset disabled><button id=x role=none>"), Role::presentation);
  EXPECT_EQ(role("<a id=x role=none>"), Role::presentation);
  EXPECT_EQ(role("<img id=x role=none aria-label=''>"), Role::presentation);
}

TEST(Role, PresentationDoesNotCountOnWhatTakesTheFocusOrHasAGlobalAttribute) {
  EXPECT_EQ(role("<img id=x role=none tabindex=-1>"), Role::img);
  EXPECT_EQ(role("<img id=x role=presentation aria-describedby=y>"), Role::img);
  EXPECT_EQ(role("<a id=x href=/ role=none>"), Role::link);
  EXPECT_EQ(role("<fieldset disabled><legend><button id=x role=none>"), Role::button);
}

TEST(Role, OfInputsFollowsTheirType) {
  EXPECT_EQ(role("<input id=x>"), Role::textbox);
  EXPECT_EQ(role("<input id=x type=quatsch>"), Role::textbox);
  EXPECT_EQ(role("<input id=x type=EMAIL list=l>"), Role::combobox);
  EXPECT_EQ(role("<input id=x type=search>"), Role::searchbox);
  EXPECT_EQ(role("<input id=x type=radio>"), Role::radio);
  EXPECT_EQ(role("<input id=x type=checkbox>"), Role::checkbox);
  EXPECT_EQ(role("<input id=x type=number>"), Role::spinbutton);
  EXPECT_EQ(role("<input id=x type=range>"), Role::slider);
  EXPECT_EQ(role("<input id=x type=image>"), Role::button);
  EXPECT_EQ(role("<input id=x type=password>"), Role::other);
}

TEST(Role, OfSelectsFollowsTheirRows) {
  EXPECT_EQ(role("<select id=x>"), Role::combobox);
  EXPECT_EQ(role("<select id=x size=1>"), Role::combobox);
  EXPECT_EQ(role("<select id=x size=3>"), Role::listbox);
  EXPECT_EQ(role("<select id=x multiple>"), Role::listbox);
}

TEST(Role, OfImagesFollowsTheirAlt) {
  EXPECT_EQ(role("<img id=x>"), Role::img);
  EXPECT_EQ(role("<img id=x alt=''>"), Role::presentation);
  EXPECT_EQ(role("<img id=x alt=' '>"), Role::img);
  EXPECT_EQ(role("<img id=x alt='' aria-label=y>"), Role::img);
}

}  // namespace
}  // namespace vigie::rules
