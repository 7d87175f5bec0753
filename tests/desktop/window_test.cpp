#include "tests/desktop/desk_fixture.h"
#include "ui/catalog/series_board_view.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_grid_view.h"
#include "ui/content/library_view.h"
#include "ui/kit/directional_edit.h"
#include "ui/kit/language.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/main_window.h"
#include "ui/text/error_text.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>
#include <QToolButton>

namespace rawi::test {

// The whole window on a real desk, in either language.
class WindowTest : public DeskFixture {
protected:
    void SetUp() override
    {
        DeskFixture::SetUp();
        m_language = std::make_unique<LanguageSwitch>(*qApp);
    }
    void TearDown() override
    {
        m_window.reset();
        m_language->setLanguage(Language::English);
    }

    MainWindow &open(Language language, QSize size = QSize(1560, 960))
    {
        m_language->setLanguage(language);
        m_window = std::make_unique<MainWindow>(desk(), *m_language);
        m_window->resize(size);
        m_window->show();
        return *m_window;
    }

    static QString joined(const QStringList &parts) { return parts.join(QStringLiteral(", ")); }

    // Buttons, fields and lists that a screen reader could not name.
    QStringList unnamed() const
    {
        QStringList found;
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            const bool control = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget)
                || qobject_cast<QComboBox *>(widget) || qobject_cast<QTextEdit *>(widget)
                || qobject_cast<QAbstractItemView *>(widget);
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            const bool inner = widget->parentWidget() && widget->parentWidget()->inherits("QComboBoxPrivateContainer");
            const bool ofQt = widget->objectName().startsWith(QLatin1StringView("qt_")) || inner
                || widget->inherits("QHeaderView") || (button && button->isHidden())
                || widget->inherits("QLineEditIconButton") || widget->inherits("QSplitterHandle")
                || widget->inherits("QTableCornerButton") || widget->inherits("QTabBar")
                || (widget->parentWidget() && widget->parentWidget()->inherits("QTabBar"))
                || (widget->parentWidget() && widget->parentWidget()->inherits("QAbstractSpinBox"));
            if (control && !ofQt && widget->accessibleName().isEmpty() && !(button && !button->text().isEmpty())) {
                found.append(QStringLiteral("%1 '%2' in %3")
                                 .arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName(),
                                      QLatin1StringView(widget->parentWidget()->metaObject()->className())));
            }
        }
        return found;
    }

    std::unique_ptr<LanguageSwitch> m_language;
    std::unique_ptr<MainWindow> m_window;
};

TEST_F(WindowTest, IsMirroredInArabic)
{
    const int railInEnglish = open(Language::English).findChild<QWidget *>(QStringLiteral("rail"))->mapTo(
        m_window.get(), QPoint()).x();
    EXPECT_EQ(railInEnglish, 0);
    m_window.reset();
    MainWindow &window = open(Language::Arabic);
    auto *rail = window.findChild<QWidget *>(QStringLiteral("rail"));
    EXPECT_EQ(window.layoutDirection(), Qt::RightToLeft);
    EXPECT_EQ(rail->mapTo(&window, QPoint(rail->width(), 0)).x(), window.width());
    EXPECT_LT(window.inspector().mapTo(&window, QPoint()).x(), window.width() / 2);
}

TEST_F(WindowTest, EveryControlHasANameInBothLanguages)
{
    makeItem(QStringLiteral("عنوان"), QStringLiteral("Title"));
    for (const Language language : {Language::English, Language::Arabic}) {
        open(language);
        EXPECT_EQ(joined(unnamed()).toStdString(), "");
        m_window.reset();
    }
}

TEST_F(WindowTest, TheLanguageSwitchesWhileItRuns)
{
    const auto id = makeItem(QStringLiteral("عنوان"), QStringLiteral("Title"));
    MainWindow &window = open(Language::English);
    window.showItem(id.uuid());
    ASSERT_TRUE(waitFor([&] { return window.library().selectedIds().contains(id.uuid()); }));
    EXPECT_EQ(window.actions().rooms[0]->text(), QStringLiteral("Library"));

    window.actions().arabic->trigger();
    EXPECT_EQ(window.layoutDirection(), Qt::RightToLeft);
    EXPECT_TRUE(waitFor([&] { return window.actions().rooms[0]->text() == QStringLiteral("المكتبة"); }));
    EXPECT_TRUE(window.library().selectedIds().contains(id.uuid())) << "the selection was lost";
    EXPECT_EQ(window.library().grid().currentIndex().data().toString(), QStringLiteral("عنوان"));
    for (DirectionalLineEdit *field : window.findChildren<DirectionalLineEdit *>()) {
        EXPECT_EQ(field->layoutDirection() == Qt::RightToLeft, field->direction() == Direction::RightToLeft);
    }

    window.actions().english->trigger();
    EXPECT_EQ(window.layoutDirection(), Qt::LeftToRight);
    EXPECT_TRUE(waitFor([&] { return window.actions().rooms[0]->text() == QStringLiteral("Library"); }));
}

TEST_F(WindowTest, BackLeadsToTheRoomBefore)
{
    MainWindow &window = open(Language::English);
    window.showRoom(Room::Series);
    window.showRoom(Room::Attention);
    window.actions().back->trigger();
    EXPECT_EQ(window.room(), Room::Series);
    window.actions().forward->trigger();
    EXPECT_EQ(window.room(), Room::Attention);
}

TEST_F(WindowTest, TrashCanBeUndone)
{
    const auto id = makeItem(QStringLiteral("عنوان"), QStringLiteral("Title"));
    MainWindow &window = open(Language::English);
    window.showItem(id.uuid());
    ASSERT_TRUE(waitFor([&] { return window.library().selectedIds().contains(id.uuid()); }));
    window.actions().trash->trigger();
    EXPECT_TRUE(item(id).trashed);
    ASSERT_TRUE(window.actions().undo->isEnabled());
    window.actions().undo->trigger();
    EXPECT_FALSE(item(id).trashed);
}

TEST_F(WindowTest, ItsStateSurvives)
{
    {
        MainWindow &window = open(Language::English, QSize(1234, 801));
        window.showRoom(Room::Transfers);
        window.close();
    }
    m_window.reset();
    m_language->setLanguage(Language::English);
    m_window = std::make_unique<MainWindow>(desk(), *m_language);
    EXPECT_EQ(m_window->room(), Room::Transfers);
}

TEST(FuzzyRank, LettersInOrder)
{
    EXPECT_EQ(fuzzyRank(QStringLiteral("lib"), QStringLiteral("library")), 0);
    EXPECT_GE(fuzzyRank(QStringLiteral("lry"), QStringLiteral("library")), 100);
    EXPECT_EQ(fuzzyRank(QStringLiteral("xyz"), QStringLiteral("library")), -1);
}

TEST(ErrorText, EveryCodeHasItsWordsInBothLanguages)
{
    LanguageSwitch language(*qApp);
    QHash<QString, int> seen;
    for (const Language one : {Language::English, Language::Arabic}) {
        language.setLanguage(one);
        for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
            const Error error{static_cast<ErrorCode>(code), {}, {}};
            const QString text = errorText(error);
            EXPECT_FALSE(text.isEmpty()) << errorCodeName(error.code);
            EXPECT_EQ(++seen[text], 1) << "said twice: " << qUtf8Printable(text);
            const QString about = errorText({error.code, QStringLiteral("clip.mov"), {}});
            EXPECT_TRUE(about.contains(QStringLiteral("\u2068clip.mov\u2069"))) << qUtf8Printable(about);
        }
    }
    language.setLanguage(Language::English);
}

} // namespace rawi::test
