// What a screen reader is told, and what eyes can tell apart.
#include "tests/desktop/window_fixture.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_grid_view.h"
#include "ui/content/library_view.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/font_scale.h"
#include "ui/media/player/preview_view.h"

#include <QAccessible>
#include <QComboBox>
#include <QPushButton>

#include <cmath>

namespace rawi::test {

namespace {

class AccessibilityTest : public WindowFixture {
protected:
    void TearDown() override
    {
        setFontScale(0);
        WindowFixture::TearDown();
    }
};

// WCAG 2.2, relative luminance and contrast ratio.
double luminance(const QColor &colour)
{
    const auto channel = [](double value) { return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a) + 0.05;
    const double two = luminance(b) + 0.05;
    return std::max(one, two) / std::min(one, two);
}

TEST_F(AccessibilityTest, TheGridSaysTitleKindAndState)
{
    const auto id = makeItem(u"القمة"_s, u"The summit"_s);
    for (const Language language : {Language::English, Language::Arabic}) {
        const bool english = language == Language::English;
        MainWindow &window = open(language);
        auto *library = window.part<LibraryView>();
        ASSERT_TRUE(waitFor([&] { return library->model().rowOf(id.uuid()) == 0; }));
        QAccessibleInterface *grid = QAccessible::queryAccessibleInterface(&library->grid());
        ASSERT_NE(grid, nullptr);
        EXPECT_FALSE(grid->text(QAccessible::Name).isEmpty());
        ASSERT_GE(grid->childCount(), 1);
        QStringList said;
        for (int i = 0; i < grid->childCount(); ++i) {
            said.append(grid->child(i)->text(QAccessible::Name));
        }
        const QString all = said.join(u'\n');
        for (const QString &part : english ? QStringList{u"The summit"_s, u"Video"_s, u"Draft"_s}
                                           : QStringList{u"القمة"_s, u"فيديو"_s, u"مسودة"_s}) {
            EXPECT_TRUE(all.contains(part)) << qUtf8Printable(part) << " in " << qUtf8Printable(all);
        }
        m_window.reset();
    }
}

TEST_F(AccessibilityTest, TitleStateAndSpeedHaveTheirRoles)
{
    const auto id = makeItem(u"القمة"_s, u"The summit"_s);
    MainWindow &window = open(Language::English);
    window.showItem(id.uuid());
    auto *inspector = window.part<ItemInspector>();
    QAccessibleInterface *title = QAccessible::queryAccessibleInterface(inspector->findChild<ElidedLabel *>());
    EXPECT_EQ(title->role(), QAccessible::Heading);
    EXPECT_EQ(title->text(QAccessible::Name), u"The summit"_s);
    QAccessibleInterface *state = QAccessible::queryAccessibleInterface(inspector->findChild<StatePill *>());
    EXPECT_EQ(state->role(), QAccessible::StaticText);
    EXPECT_EQ(state->text(QAccessible::Name), u"Draft"_s);
    QStringList boxes;
    for (QComboBox *box : window.part<PreviewView>()->findChildren<QComboBox *>()) {
        QAccessibleInterface *said = QAccessible::queryAccessibleInterface(box);
        EXPECT_EQ(said->role(), QAccessible::ComboBox);
        boxes.append(said->text(QAccessible::Description)); // its name is its value on this system
    }
    EXPECT_TRUE(boxes.contains(u"Speed"_s)) << qUtf8Printable(boxes.join(u", "_s));
}

TEST_F(AccessibilityTest, WhatIsPressedOrTypedIntoHasAVisibleBorder)
{
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        const ThemeTokens &tokens = themeTokens(mode);
        for (const QColor &under : {tokens.window, tokens.panel, tokens.raised, tokens.field}) {
            EXPECT_GE(contrast(tokens.edge, under), 3.0) << qUtf8Printable(tokens.edge.name()) << " on " << qUtf8Printable(under.name());
            EXPECT_GE(contrast(tokens.text, under), 4.5);
            EXPECT_GE(contrast(tokens.muted, under), 4.5);
        }
        EXPECT_GE(contrast(tokens.disabled, tokens.muted), 1.5) << "unusable looks like secondary";
    }
    // As it is painted: the edge of a button and of a field.
    open(Language::English);
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        setTheme(mode);
        QWidget around;
        around.setAutoFillBackground(true);
        QPushButton button(u"Text"_s, &around);
        button.setGeometry(10, 10, 120, 40);
        around.resize(160, 70);
        around.show();
        const QImage seen = around.grab().toImage();
        EXPECT_GE(contrast(seen.pixelColor(10, 30), seen.pixelColor(4, 30)), 2.9) << "painted";
    }
}

TEST_F(AccessibilityTest, SizesFollowTheSystemsFont)
{
    const auto id = makeItem(u"القمة"_s, u"The summit"_s);
    open(Language::English);
    setTheme(ThemeMode::Light);
    const auto heightOf = [&] {
        m_window->showItem(id.uuid());
        return m_window->part<ItemInspector>()->findChild<ElidedLabel *>()->sizeHint().height();
    };
    const int before = heightOf();
    m_window.reset();
    setFontScale(1.5);
    m_language = std::make_unique<LanguageSwitch>(*qApp);
    applyTheme(*qApp, ThemeMode::Light);
    for (const Language language : {Language::English, Language::Arabic}) {
        open(language, QSize(1920, 1080));
        EXPECT_NEAR(heightOf(), before * 1.5, before * 0.25);
        EXPECT_EQ(m_window->font().pixelSize(), scaledPx(13));
        shoot(*m_window, language == Language::English ? u"font-scale-en"_s : u"font-scale-ar"_s);
        m_window.reset();
    }
    setFontScale(0);
    m_language = std::make_unique<LanguageSwitch>(*qApp);
    applyTheme(*qApp, ThemeMode::Light);
}

} // namespace

} // namespace rawi::test
