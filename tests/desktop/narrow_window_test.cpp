// What a narrow or low window has no room for is still reached: states, trash and series below 1,400 px, the item below 980 px
// and on a small screen at 200 %.
#include "tests/desktop/window_fixture.h"
#include "ui/content/item_field_view.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_collections.h"
#include "ui/content/library_view.h"
#include "ui/shell/drawer.h"

#include <QAbstractButton>
#include <QPushButton>
#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLayout>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>

namespace rawi::test {

namespace {

class NarrowWindowTest : public WindowFixture {
protected:
    MainWindow &openActive(Language language, QSize size)
    {
        MainWindow &window = open(language, size);
        window.activateWindow();
        QApplication::setActiveWindow(&window);
        return window;
    }

    // The drawer that is open, if any.
    Drawer *drawer() const
    {
        const QList<Drawer *> all = m_window->findChildren<Drawer *>();
        const auto found = std::find_if(all.cbegin(), all.cend(), [](Drawer *one) { return one->isOpen(); });
        return found == all.cend() ? nullptr : *found;
    }

    QLineEdit *title(Language language) const
    {
        for (ItemFieldView *field : m_window->findChildren<ItemFieldView *>()) {
            if (field->field() == (language == Language::Arabic ? u"title_ar"_s : u"title_en"_s)) {
                return qobject_cast<QLineEdit *>(field->editor());
            }
        }
        return nullptr;
    }

    bool isInside(QWidget *part) const
    {
        return part->isVisible() && m_window->rect().contains(QRect(part->mapTo(m_window.get(), QPoint()), part->size()));
    }
};

TEST_F(NarrowWindowTest, StatesTrashAndSeriesAreReachedBelow1400)
{
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    run(u"content.trash"_s, {{u"id"_s, id.text()}});
    for (const Language language : {Language::English, Language::Arabic}) {
        MainWindow &window = openActive(language, QSize(1366, 768));
        auto *collections = window.part<LibraryCollections>();
        EXPECT_FALSE(collections->isVisible());
        QToolButton *offers = nullptr;
        for (QToolButton *button : window.findChildren<QToolButton *>()) {
            if (button->isVisible() && button->accessibleName() == (language == Language::English ? u"Collections"_s : u"المجموعات"_s)) {
                offers = button;
            }
        }
        ASSERT_NE(offers, nullptr);
        offers->click();
        ASSERT_NE(drawer(), nullptr);
        EXPECT_TRUE(isInside(collections));
        const int x = collections->mapTo(&window, QPoint(collections->width() / 2, 0)).x();
        EXPECT_EQ(x > window.width() / 2, language == Language::Arabic) << "on the side of the rail";
        shoot(window, language == Language::English ? u"narrow-1366-en"_s : u"narrow-1366-ar"_s);
        collections->chooseTrash();
        QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
        QApplication::sendEvent(collections, &enter);
        EXPECT_TRUE(waitFor([&] { return drawer() == nullptr; }));
        EXPECT_FALSE(collections->isVisible());
        EXPECT_TRUE(waitFor([&] { return window.part<LibraryView>()->model().rowOf(id.uuid()) == 0; }));
        window.resize(1560, 900);
        EXPECT_TRUE(collections->isVisible()) << "in its own place again";
        m_window.reset();
    }
}

TEST_F(NarrowWindowTest, AnItemIsEditedBelow980AndAt200PerCentOfASmallScreen)
{
    for (const QSize size : {QSize(960, 640), QSize(683, 384)}) { // 1,366 × 768 at 200 % is the second
        for (const Language language : {Language::English, Language::Arabic}) {
            const auto id = makeItem(u"عنوان"_s, u"Title"_s);
            MainWindow &window = openActive(language, size);
            EXPECT_EQ(window.size(), size);
            window.showItem(id.uuid());
            EXPECT_FALSE(window.part<ItemInspector>()->isVisible());
            window.action(u"view.inspector"_s)->trigger();
            ASSERT_NE(drawer(), nullptr);
            window.part<ItemInspector>()->editTitle();
            QLineEdit *line = title(language);
            EXPECT_TRUE(waitFor([&] { return isInside(line); })) << size.width();
            line->setText(u"Another"_s);
            Q_EMIT line->textEdited(line->text());
            shoot(window, u"narrow-%1-%2"_s.arg(size.width()).arg(LanguageSwitch::code(language)));
            QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
            QApplication::sendEvent(line, &escape);
            EXPECT_TRUE(waitFor([&] { return drawer() == nullptr; })) << "Escape closes it";
            window.workbench().setItem({});
            EXPECT_EQ(language == Language::Arabic ? item(id).titleAr : item(id).titleEn, u"Another"_s);
            m_window.reset();
        }
    }
}

TEST_F(NarrowWindowTest, NothingIsCutAt1366By768)
{
    makeItem(u"عنوان"_s, u"Title"_s);
    for (const Language language : {Language::English, Language::Arabic}) {
        for (const ThemeMode theme : {ThemeMode::Light, ThemeMode::Dark}) {
            MainWindow &window = open(language, QSize(1366, 768));
            setTheme(theme);
            EXPECT_EQ(window.size(), QSize(1366, 768));
            for (const char *room : {"library", "series", "attention", "studio", "transfers"}) {
                window.showRoom(QLatin1StringView(room));
                wait(50);
                for (QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
                    if (!button->isVisible() || button->text().isEmpty() || button->visibleRegion().isEmpty()) {
                        continue;
                    }
                    EXPECT_GE(button->width() + 2, button->minimumSizeHint().width())
                        << room << ": " << qUtf8Printable(button->text());
                }
                shoot(window, u"room-%1-%2-%3"_s.arg(QLatin1StringView(room), LanguageSwitch::code(language),
                                                     theme == ThemeMode::Dark ? u"dark"_s : u"light"_s));
            }
            m_window.reset();
        }
    }
}

TEST_F(NarrowWindowTest, ThreeLinesOfASummaryAreSeenHoweverLowTheWindow)
{
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    for (const Language language : {Language::English, Language::Arabic}) {
        MainWindow &window = openActive(language, QSize(1366, 768));
        window.showItem(id.uuid());
        wait(50);
        int summaries = 0;
        for (ItemFieldView *field : window.part<ItemInspector>()->findChildren<ItemFieldView *>()) {
            if (field->field().startsWith("summary"_L1)) {
                ++summaries;
                EXPECT_GE(field->layout()->minimumSize().height(), 4 * field->editor()->fontMetrics().lineSpacing()) << "with its label";
            }
        }
        EXPECT_EQ(summaries, 2);
        m_window.reset();
    }
}

TEST_F(NarrowWindowTest, NoHeadingOfAnEncodeOrATransferIsCut)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        MainWindow &window = open(language, QSize(1366, 768));
        for (const QString &room : {u"studio"_s, u"transfers"_s}) {
            window.showRoom(room);
            wait(50);
            for (const QTableView *table : window.findChildren<QTableView *>()) {
                for (int column = 0; table->isVisible() && column < table->horizontalHeader()->count(); ++column) {
                    EXPECT_GE(table->columnWidth(column), table->horizontalHeader()->sectionSizeHint(column)) << column;
                }
            }
        }
        m_window.reset();
    }
}

TEST_F(NarrowWindowTest, ALongTitleAndAWindowThatWasWideLeaveTheBoardAndTheItemWhole)
{
    const auto id = makeItem(u"خطى في الساحة"_s, u"Footsteps in the square"_s);
    run(u"content.submit"_s, {{u"id"_s, id.text()}});
    run(u"series.create"_s, {{u"title_ar"_s, u"ملفات الصفقة: تحقيق طويل في العقود العامة الكبرى"_s},
                             {u"title_en"_s, u"The Deal Files: a long investigation into the public contracts"_s}});
    for (const Language language : {Language::English, Language::Arabic}) {
        MainWindow &window = open(language, QSize(1920, 1080));
        window.showItem(id.uuid());
        window.showRoom(u"series"_s);
        wait(50);
        window.resize(1366, 768);
        wait(100);
        EXPECT_EQ(window.size(), QSize(1366, 768));
        const QList<QPushButton *> buttons = window.findChildren<QPushButton *>();
        for (const QPushButton *button : buttons) {
            if (button->isVisible() && !button->text().isEmpty()) {
                EXPECT_EQ(button->visibleRegion().boundingRect().width(), button->width()) << qUtf8Printable(button->text());
            }
        }
        m_window.reset();
    }
}

} // namespace

} // namespace rawi::test
