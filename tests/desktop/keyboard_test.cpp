// The window by keyboard alone: where Enter, Escape and the arrows lead, any item from any list, and the main job from its
// first key to its last. The last prints its steps.
#include "core/catalog/series.h"
#include "core/people/preferences.h"
#include "tests/desktop/window_fixture.h"
#include "tests/support/media_files.h"
#include "ui/content/item_field_view.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_grid_view.h"
#include "ui/content/library_view.h"
#include "ui/media/player/preview_view.h"
#include "ui/shell/command_palette.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include <cstdio>

namespace rawi::test {

namespace {

class KeyboardTest : public WindowFixture {
protected:
    MainWindow &openActive(Language language, QSize size = QSize(1560, 960))
    {
        MainWindow &window = open(language, size);
        window.activateWindow();
        QApplication::setActiveWindow(&window);
        return window;
    }

    QWidget *focus() const
    {
        QWidget *now = QApplication::focusWidget();
        return now ? now : m_window.get();
    }

    // One step of the editor's hands.
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        ++m_keys;
        QTest::keyClick(focus(), static_cast<Qt::Key>(key), modifiers);
        wait(20);
    }

    // Text is no step.
    void write(const QString &text)
    {
        for (const QChar letter : text) { // QTest::keyClicks aborts on Arabic
            QKeyEvent typed(QEvent::KeyPress, 0, Qt::NoModifier, QString(letter));
            QApplication::sendEvent(focus(), &typed);
        }
        wait(20);
    }

    QString fieldWithFocus() const
    {
        for (QWidget *at = QApplication::focusWidget(); at; at = at->parentWidget()) {
            if (auto *field = qobject_cast<ItemFieldView *>(at)) {
                return field->field();
            }
        }
        return {};
    }

    bool gridHasFocus() const { return m_window->part<LibraryView>()->grid().hasFocus(); }

    // One click, where a person sees the thing.
    void click(QWidget *what, const QPoint &at)
    {
        ++m_clicks;
        ASSERT_TRUE(what->isVisible() && what->isEnabled()) << what->metaObject()->className();
        ASSERT_TRUE(what->visibleRegion().contains(at)) << what->metaObject()->className();
        QTest::mouseClick(what, Qt::LeftButton, {}, at);
        wait(50);
    }
    void click(QWidget *what) { click(what, what->rect().center()); }

    // The button under `root` that says so; waits until it can be pressed.
    QAbstractButton *saying(QWidget &root, const QString &text)
    {
        QAbstractButton *found = nullptr;
        EXPECT_TRUE(waitFor([&] {
            for (QAbstractButton *button : root.findChildren<QAbstractButton *>()) {
                found = button->isVisible() && button->isEnabled() && button->text().remove(u'&') == text ? button : found;
            }
            return found != nullptr;
        })) << qUtf8Printable(text);
        return found;
    }

    void clickTab(ItemInspector &inspector, const QString &text)
    {
        QTabBar *tabs = inspector.findChild<QTabWidget *>()->tabBar();
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->tabText(i) == text) {
                click(tabs, tabs->tabRect(i).center());
                return;
            }
        }
        ADD_FAILURE() << qUtf8Printable(text);
    }

    QWidget *editorOf(const QString &name)
    {
        for (ItemFieldView *field : m_window->findChildren<ItemFieldView *>()) {
            if (field->field() == name) {
                return field->editor();
            }
        }
        return nullptr;
    }

    int m_keys = 0;
    int m_clicks = 0;
};

TEST_F(KeyboardTest, ThePaletteOpensAnyItemFromAnyList)
{
    const auto wanted = makeItem(u"القمة العربية"_s, u"The Arab summit"_s);
    const auto other = makeItem(u"النشرة"_s, u"The bulletin"_s);
    run(u"content.submit"_s, {{u"id"_s, other.text()}});
    for (const Language language : {Language::English, Language::Arabic}) {
        MainWindow &window = openActive(language);
        auto *library = window.part<LibraryView>();
        ContentQuery inReview;
        inReview.states = {u"in_review"_s};
        library->setScope(inReview, u"In review"_s);
        library->setSearch(u"bulletin"_s);
        ASSERT_TRUE(waitFor([&] { return library->model().rowOf(other.uuid()) == 0; }));
        press(Qt::Key_K, Qt::ControlModifier);
        write(language == Language::English ? u"summit"_s : u"القمة"_s);
        auto *palette = window.part<CommandPalette>();
        auto *list = palette->findChild<QListView *>();
        const auto rowOf = [&] {
            for (int row = 0; row < list->model()->rowCount(); ++row) {
                const QString text = list->model()->index(row, 0).data().toString();
                if (text == (language == Language::English ? u"The Arab summit"_s : u"القمة العربية"_s)) {
                    return row;
                }
            }
            return -1;
        };
        ASSERT_TRUE(waitFor([&] { return rowOf() >= 0; }));
        while (list->currentIndex().row() != rowOf()) {
            press(Qt::Key_Down);
        }
        press(Qt::Key_Return);
        EXPECT_TRUE(waitFor([&] { return library->selectedIds() == QList<QUuid>{wanted.uuid()}; }));
        EXPECT_TRUE(gridHasFocus());
        wait(600); // whatever is still loading leaves it open
        EXPECT_EQ(window.workbench().item(), wanted.uuid());
        press(Qt::Key_Return);
        EXPECT_EQ(fieldWithFocus(), language == Language::English ? u"title_en"_s : u"title_ar"_s);
        m_window.reset();
    }
}

TEST_F(KeyboardTest, EnterEscapeAndTabLeadWhereTheyAreExpectedTo)
{
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    for (const Language language : {Language::English, Language::Arabic}) {
        const bool english = language == Language::English;
        MainWindow &window = openActive(language);
        window.showItem(id.uuid());
        ASSERT_TRUE(waitFor([&] { return window.part<LibraryView>()->selectedIds().contains(id.uuid()); }));
        window.part<LibraryView>()->setFocus();
        ASSERT_TRUE(gridHasFocus());
        press(Qt::Key_Return);
        EXPECT_EQ(fieldWithFocus(), english ? u"title_en"_s : u"title_ar"_s) << "Enter edits";
        press(Qt::Key_Tab);
        EXPECT_EQ(fieldWithFocus(), english ? u"title_ar"_s : u"title_en"_s);
        press(Qt::Key_Return);
        EXPECT_EQ(fieldWithFocus(), english ? u"summary_en"_s : u"summary_ar"_s) << "Enter in a line leads on";
        press(Qt::Key_Escape);
        EXPECT_TRUE(gridHasFocus()) << "Escape goes back to the list";
        press(Qt::Key_K, Qt::ControlModifier);
        press(Qt::Key_Escape);
        EXPECT_TRUE(gridHasFocus()) << "and out of the palette to where one was";
        m_window.reset();
    }
}

TEST_F(KeyboardTest, TheTitleComesBeforeTheTransport)
{
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    MainWindow &window = openActive(Language::English);
    window.showItem(id.uuid());
    wait(100);
    QWidget *at = &window.part<LibraryView>()->grid();
    QStringList order;
    for (int i = 0; i < 2000 && order.size() < 2; ++i) {
        at = at->nextInFocusChain();
        for (QWidget *up = at; up; up = up->parentWidget()) {
            if (qobject_cast<PreviewView *>(up) && !order.contains(u"transport"_s)) {
                order.append(u"transport"_s);
            } else if (qobject_cast<ItemFieldView *>(up) && !order.contains(u"title"_s)) {
                order.append(u"title"_s);
            }
        }
    }
    EXPECT_EQ(order, QStringList({u"title"_s, u"transport"_s}));
}

// From a file on the disk to the published item: taken in, described in both languages, put into a series, encoded, handed
// over, approved, published.
TEST_F(KeyboardTest, TheMainJobByKeyboardAlone)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        run(u"series.create"_s, {{u"title_ar"_s, u"ساحات"_s}, {u"title_en"_s, u"Squares"_s}});
        MainWindow &window = openActive(language);
        desk().encodes().start();
        const bool english = language == Language::English;
        m_keys = 0;
        int errors = 0;
        const auto expect = [&](bool holds, const char *what) {
            errors += holds ? 0 : 1;
            EXPECT_TRUE(holds) << what;
        };
        press(Qt::Key_O, Qt::ControlModifier);
        auto *dialog = window.findChild<QFileDialog *>();
        ASSERT_TRUE(waitFor([&] { return dialog && dialog->isVisible(); }));
        auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
        name->setFocus();
        name->setText(english ? phoneVideo() : streetVideo());
        QTest::keyClick(name, Qt::Key_Return);
        ++m_keys;
        ASSERT_TRUE(waitFor([&] { return window.part<LibraryView>()->selectedIds().size() == 1; }, 30'000));
        const Id<ContentItem> id(window.workbench().item());
        QApplication::setActiveWindow(&window);
        expect(waitFor([&] { return gridHasFocus(); }), "the new item has the focus");
        press(Qt::Key_Return);
        expect(fieldWithFocus() == (english ? u"title_en"_s : u"title_ar"_s), "Enter edits its title");
        const QStringList texts = english
            ? QStringList{u"A walk"_s, u"نزهة"_s, u"A walk through the square"_s, u"نزهة في الساحة"_s}
            : QStringList{u"نزهة"_s, u"A walk"_s, u"نزهة في الساحة"_s, u"A walk through the square"_s};
        for (int i = 0; i < texts.size(); ++i) {
            if (i < 2) {
                press(Qt::Key_A, Qt::ControlModifier);
                --m_keys; // the title made of the file's name is replaced: a part of the text
            }
            write(texts.at(i));
            if (i + 1 < texts.size()) {
                press(Qt::Key_Tab);
            }
        }
        press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        write(english ? u"Squ"_s : u"سا"_s);
        press(Qt::Key_Return);
        const auto places = desk().replica().where<Episode>("content_id", id.text());
        expect(places.ok() && places->size() == 1, "it is in the series");
        press(Qt::Key_E, Qt::ControlModifier);
        expect(!desk().encodes().jobs().isEmpty(), "its encodes are queued");
        bringRendition(id);
        for (const ContentState state : {ContentState::InReview, ContentState::Approved, ContentState::Published}) {
            press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
            expect(item(id).state == state, "the next step is taken");
        }
        EXPECT_EQ(item(id).titleAr, u"نزهة"_s);
        EXPECT_EQ(item(id).titleEn, u"A walk"_s);
        EXPECT_EQ(item(id).summaryAr, u"نزهة في الساحة"_s);
        EXPECT_LE(m_keys, 25);
        EXPECT_EQ(errors, 0);
        std::printf("the main job in %s: %d keys beside text, 0 clicks, %d errors\n", english ? "English" : "Arabic", m_keys, errors);
        shoot(window, english ? u"main-job-en"_s : u"main-job-ar"_s);
        for (const EncodeJob &job : desk().encodes().jobs()) {
            desk().encodes().cancel(job.id);
        }
        m_window.reset();
    }
}

// The same by what is seen: no shortcut is known. Text is no step; Tab leads from one text to the next.
TEST_F(KeyboardTest, TheMainJobByWhatIsSeen)
{
    QDir().mkpath(m_directory.file(u"أفلام"_s));
    for (const Language language : {Language::English, Language::Arabic}) {
        const bool english = language == Language::English;
        const auto say = [english](const char16_t *inEnglish, const char16_t *inArabic) { return QString::fromUtf16(english ? inEnglish : inArabic); };
        run(u"series.create"_s, {{u"title_ar"_s, u"ساحات"_s}, {u"title_en"_s, u"Squares"_s}});
        const QString folder = m_directory.file(english ? u"films"_s : u"أفلام"_s);
        QDir().mkpath(folder);
        ASSERT_TRUE(QFile::copy(english ? phoneVideo() : streetVideo(), folder + u"/film.mp4"_s));
        ASSERT_TRUE(desk().replica().setSetting(u"folder_media"_s, folder).ok());
        MainWindow &window = openActive(language);
        desk().encodes().start();
        m_keys = m_clicks = 0;
        click(saying(window, say(u"Import", u"استيراد")));
        auto *dialog = window.findChild<QFileDialog *>();
        ASSERT_NE(dialog, nullptr);
        auto *tree = dialog->findChild<QTreeView *>(u"treeView"_s);
        ASSERT_TRUE(waitFor([&] { return tree->model()->rowCount(tree->rootIndex()) == 1; }));
        click(tree->viewport(), tree->visualRect(tree->model()->index(0, 0, tree->rootIndex())).center());
        click(saying(*dialog, say(u"Choose", u"اختيار")));
        ASSERT_TRUE(waitFor([&] { return window.part<LibraryView>()->selectedIds().size() == 1; }, 30'000));
        const Id<ContentItem> id(window.workbench().item());
        QApplication::setActiveWindow(&window);
        auto &inspector = *window.part<ItemInspector>();
        const QStringList fields = english ? QStringList{u"title_en"_s, u"title_ar"_s, u"summary_en"_s, u"summary_ar"_s}
                                           : QStringList{u"title_ar"_s, u"title_en"_s, u"summary_ar"_s, u"summary_en"_s};
        click(editorOf(fields.first()));
        for (const QString &field : fields) {
            EXPECT_EQ(fieldWithFocus(), field);
            if (field.startsWith("title"_L1)) {
                press(Qt::Key_A, Qt::ControlModifier); // what was made of the file's name is replaced
            }
            write(field.endsWith("_ar"_L1) ? u"نزهة في الساحة"_s : u"A walk through the square"_s);
            if (field != fields.last()) {
                press(Qt::Key_Tab);
            }
        }
        clickTab(inspector, say(u"Series", u"السلاسل"));
        click(saying(inspector, say(u"Add", u"إضافة"))); // the first series stands there
        const auto places = desk().replica().where<Episode>("content_id", id.text());
        EXPECT_TRUE(places.ok() && places->size() == 1);
        clickTab(inspector, say(u"Media", u"الوسائط"));
        QTimer::singleShot(300, &window, [this] { // the button waits until its menu is gone
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            ASSERT_NE(menu, nullptr);
            click(menu, menu->actionGeometry(menu->actions().first()).center());
        });
        click(saying(inspector, say(u"Encode…", u"ترميز…")));
        EXPECT_FALSE(desk().encodes().jobs().isEmpty());
        bringRendition(id);
        for (const QString &step : {say(u"Submit for review", u"إرسال للمراجعة"), say(u"Approve", u"اعتماد"), say(u"Publish", u"نشر")}) {
            click(saying(inspector, step));
        }
        EXPECT_EQ(item(id).state, ContentState::Published);
        std::printf("the main job in %s by what is seen: %d clicks, %d keys beside text\n", english ? "English" : "Arabic", m_clicks, m_keys);
        EXPECT_LE(m_clicks, 12);
        EXPECT_LE(m_keys, 5);
        for (const EncodeJob &job : desk().encodes().jobs()) {
            desk().encodes().cancel(job.id);
        }
        m_window.reset();
    }
}

} // namespace

} // namespace rawi::test
