#include "tests/desktop/window_fixture.h"
#include "tests/support/media_files.h"
#include "ui/catalog/series_board_view.h"
#include "ui/content/item_field_view.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_grid_view.h"
#include "ui/content/library_view.h"
#include "ui/kit/content_drag.h"
#include "ui/kit/directional_edit.h"
#include "ui/kit/notice_bar.h"
#include "ui/media/player/preview_view.h"
#include "ui/media/studio/encodes_view.h"
#include "ui/media/poster/poster_dialog.h"
#include "ui/media/subtitles/subtitle_editor_view.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/rail_button.h"
#include "ui/sync/sync_status_view.h"
#include "ui/text/error_text.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QTabWidget>
#include <QToolButton>

namespace rawi::test {

class WindowTest : public WindowFixture {
protected:
    static QString joined(const QStringList &parts) { return parts.join(u", "_s); }

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
            const bool ofQt = widget->objectName().startsWith("qt_"_L1) || inner
                || widget->inherits("QHeaderView") || (button && button->isHidden())
                || widget->inherits("QLineEditIconButton") || widget->inherits("QSplitterHandle")
                || widget->inherits("QTableCornerButton") || widget->inherits("QTabBar")
                || (widget->parentWidget() && widget->parentWidget()->inherits("QTabBar"))
                || (widget->parentWidget() && widget->parentWidget()->inherits("QAbstractSpinBox"));
            if (control && !ofQt && widget->accessibleName().isEmpty() && !(button && !button->text().isEmpty())) {
                found.append(u"%1 '%2' in %3"_s.arg(
                    QLatin1StringView(widget->metaObject()->className()), widget->objectName(),
                    QLatin1StringView(widget->parentWidget()->metaObject()->className())));
            }
        }
        return found;
    }
};

TEST_F(WindowTest, IsMirroredInArabic)
{
    const int railInEnglish =
        open(Language::English).findChild<QWidget *>(u"rail"_s)->mapTo(m_window.get(), QPoint()).x();
    EXPECT_EQ(railInEnglish, 0);
    m_window.reset();
    MainWindow &window = open(Language::Arabic);
    auto *rail = window.findChild<QWidget *>(u"rail"_s);
    EXPECT_EQ(window.layoutDirection(), Qt::RightToLeft);
    EXPECT_EQ(rail->mapTo(&window, QPoint(rail->width(), 0)).x(), window.width());
    EXPECT_LT(window.part<ItemInspector>()->mapTo(&window, QPoint()).x(), window.width() / 2);
}

TEST_F(WindowTest, EveryControlHasANameInBothLanguages)
{
    makeItem(u"عنوان"_s, u"Title"_s);
    for (const Language language : {Language::English, Language::Arabic}) {
        open(language);
        EXPECT_EQ(joined(unnamed()).toStdString(), "");
        m_window.reset();
    }
}

TEST_F(WindowTest, TheLowerPanelCutsNothingInASmallWindow)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        MainWindow &window = open(language, QSize(1366, 768));
        window.action(u"view.panel"_s)->setChecked(true);
        wait(200);
        auto *view = window.part<EncodesView>();
        ASSERT_NE(view, nullptr);
        const auto buttons = view->findChildren<QPushButton *>();
        for (const QPushButton *one : buttons) {
            EXPECT_TRUE(view->rect().contains(one->geometry())) << qUtf8Printable(one->text());
            EXPECT_TRUE(view->parentWidget()->rect().contains(view->geometry())) << "the page itself is not cut";
            EXPECT_GE(one->width(), one->sizeHint().width()) << qUtf8Printable(one->text());
        }
        const auto *table = view->findChild<QTableView *>();
        EXPECT_GE(table->viewport()->height(), 2 * table->fontMetrics().lineSpacing() + 16) << "two lines of words";
        EXPECT_GT(window.part<LibraryView>()->height(), 200) << "and the room above is one";
    }
}

TEST_F(WindowTest, TheLanguageSwitchesWhileItRuns)
{
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    MainWindow &window = open(Language::English);
    window.showItem(id.uuid());
    ASSERT_TRUE(waitFor([&] { return window.part<LibraryView>()->selectedIds().contains(id.uuid()); }));
    EXPECT_EQ(window.action(u"room.library"_s)->text(), u"Library"_s);

    window.action(u"language.ar"_s)->trigger();
    EXPECT_EQ(window.layoutDirection(), Qt::RightToLeft);
    EXPECT_TRUE(waitFor([&] { return window.action(u"room.library"_s)->text() == u"المكتبة"_s; }));
    EXPECT_TRUE(window.part<LibraryView>()->selectedIds().contains(id.uuid())) << "the selection was lost";
    EXPECT_EQ(window.part<LibraryView>()->grid().currentIndex().data().toString(), u"عنوان"_s);
    for (DirectionalLineEdit *field : window.findChildren<DirectionalLineEdit *>()) {
        EXPECT_EQ(field->layoutDirection() == Qt::RightToLeft, field->direction() == Direction::RightToLeft);
    }

    window.action(u"language.en"_s)->trigger();
    EXPECT_EQ(window.layoutDirection(), Qt::LeftToRight);
    EXPECT_TRUE(waitFor([&] { return window.action(u"room.library"_s)->text() == u"Library"_s; }));
}

TEST_F(WindowTest, BackLeadsToTheRoomBefore)
{
    MainWindow &window = open(Language::English);
    window.showRoom(u"series"_s);
    window.showRoom(u"attention"_s);
    window.action(u"go.back"_s)->trigger();
    EXPECT_EQ(window.room(), u"series"_s);
    window.action(u"go.forward"_s)->trigger();
    EXPECT_EQ(window.room(), u"attention"_s);
}

TEST_F(WindowTest, TrashCanBeUndone)
{
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    MainWindow &window = open(Language::English);
    window.showItem(id.uuid());
    ASSERT_TRUE(waitFor([&] { return window.part<LibraryView>()->selectedIds().contains(id.uuid()); }));
    window.action(u"item.trash"_s)->trigger();
    EXPECT_TRUE(item(id).trashed);
    ASSERT_TRUE(window.action(u"edit.undo"_s)->isEnabled());
    window.action(u"edit.undo"_s)->trigger();
    EXPECT_FALSE(item(id).trashed);
}

TEST_F(WindowTest, BothLanguagesOfATextStandSideBySide)
{
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    for (const Language language : {Language::English, Language::Arabic}) {
        for (const int width : {1560, 1280}) {
            MainWindow &window = open(language, QSize(width, 960));
            window.showItem(id.uuid());
            const auto place = [&](const char *name) {
                for (auto *field : window.findChildren<ItemFieldView *>()) {
                    if (field->field() == QLatin1StringView(name)) {
                        return field->mapTo(&window, QPoint());
                    }
                }
                return QPoint();
            };
            ASSERT_TRUE(waitFor([&] { return place("title_ar").x() > place("title_en").x() + 200; })) << width;
            EXPECT_EQ(place("title_ar").y(), place("title_en").y());
            EXPECT_EQ(place("summary_ar").y(), place("summary_en").y());
            m_window.reset();
        }
    }
}

TEST_F(WindowTest, AStepOverSeveralItemsGoesOnPastTheRefused)
{
    const auto draft = makeItem(u"مسودة"_s, u"A draft"_s);
    const auto archived = makeItem(u"مؤرشف"_s, u"Archived"_s); // newer: it stands first
    run(u"content.archive"_s, {{u"id"_s, archived.text()}});
    MainWindow &window = open(Language::English);
    LibraryGridView &grid = window.part<LibraryView>()->grid();
    ASSERT_TRUE(waitFor([&] { return grid.model()->rowCount() == 2; }));
    grid.selectAll();
    ASSERT_EQ(window.part<LibraryView>()->selectedIds().first(), archived.uuid());
    grid.selectionModel()->setCurrentIndex(grid.model()->index(1, 0), QItemSelectionModel::NoUpdate);
    Q_EMIT grid.customContextMenuRequested(QPoint(10, 10));
    QAction *submit = nullptr;
    for (const QMenu *menu : window.part<LibraryView>()->findChildren<QMenu *>()) {
        for (QAction *action : menu->actions()) {
            submit = action->text() == u"Submit for review"_s ? action : submit;
        }
    }
    ASSERT_NE(submit, nullptr);
    submit->trigger();
    EXPECT_EQ(item(draft).state, ContentState::InReview);
    EXPECT_EQ(item(archived).state, ContentState::Archived);
    QStringList told;
    for (const auto *bar : window.findChildren<NoticeBar *>()) {
        told.append(bar->isVisible() ? bar->accessibleName() : QString());
    }
    EXPECT_TRUE(joined(told).contains(u"1 item of 2 was refused."_s)) << qUtf8Printable(joined(told));
}

TEST_F(WindowTest, AnItemFarDownIsScrolledTo)
{
    const auto oldest = makeItem(u"الأقدم"_s, u"The oldest"_s);
    for (int i = 0; i < 40; ++i) {
        makeItem(u"عنوان"_s, u"Title"_s);
    }
    MainWindow &window = open(Language::English);
    window.showItem(oldest.uuid());
    LibraryGridView &grid = window.part<LibraryView>()->grid();
    ASSERT_TRUE(waitFor([&] { return window.part<LibraryView>()->selectedIds().contains(oldest.uuid()); }));
    EXPECT_TRUE(grid.viewport()->rect().contains(grid.visualRect(grid.currentIndex()).center()));
}

TEST_F(WindowTest, ADragHeldOverARoomsButtonOpensTheRoom)
{
    MainWindow &window = open(Language::English);
    auto *series = window.findChildren<RailButton *>().at(1);
    QMimeData files;
    files.setText(u"not an item"_s);
    QDragEnterEvent foreign(series->rect().center(), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(series, &foreign);
    wait(700);
    EXPECT_EQ(window.room(), u"library"_s);
    QMimeData items;
    items.setData(QLatin1StringView(kContentDragType), "one");
    QDragEnterEvent enter(series->rect().center(), Qt::CopyAction, &items, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(series, &enter);
    EXPECT_TRUE(waitFor([&] { return window.room() == u"series"_s; }));
}

TEST_F(WindowTest, NothingIsPlayedWhereThereIsNoMedia)
{
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    MainWindow &window = open(Language::English);
    window.showItem(id.uuid());
    ASSERT_TRUE(waitFor([&] { return window.part<LibraryView>()->selectedIds().contains(id.uuid()); }));
    EXPECT_TRUE(window.part<ItemInspector>()->isVisible());
    EXPECT_FALSE(window.findChild<PreviewView *>()->isVisible());
}

TEST_F(WindowTest, NothingWaitsForAServerThatWasNeverJoined)
{
    makeItem(u"عنوان"_s, u"Title"_s);
    ASSERT_GT(desk().replica().waitingCount(), 0);
    MainWindow &window = open(Language::English);
    for (const auto *button : window.part<SyncStatusView>()->findChildren<QToolButton *>()) {
        EXPECT_FALSE(button->isVisible() && button->text().contains(u"waiting"_s));
    }
}

TEST_F(WindowTest, ItsStateSurvives)
{
    {
        MainWindow &window = open(Language::English, QSize(1234, 801));
        window.showRoom(u"transfers"_s);
        window.close();
    }
    m_window.reset();
    m_language->setLanguage(Language::English);
    m_window = std::make_unique<MainWindow>(desk(), *m_language, *m_preferences, app::deskFeatures());
    EXPECT_EQ(m_window->room(), u"transfers"_s);
}

TEST(FuzzyRank, LettersInOrder)
{
    EXPECT_EQ(fuzzyRank(u"lib"_s, u"library"_s), 0);
    EXPECT_GE(fuzzyRank(u"lry"_s, u"library"_s), 100);
    EXPECT_EQ(fuzzyRank(u"xyz"_s, u"library"_s), -1);
}

TEST(ErrorText, EveryCodeHasItsWordsInBothLanguages)
{
    LanguageSwitch language(*qApp);
    QHash<QString, int> seen;
    for (const Language one : {Language::English, Language::Arabic}) {
        language.setLanguage(one);
        for (const ErrorCode code : errorCodes()) {
            const QString text = errorText({code, {}, {}});
            EXPECT_FALSE(text.isEmpty()) << code.name();
            EXPECT_EQ(++seen[text], 1) << "said twice: " << qUtf8Printable(text);
            const QString about = errorText({code, u"clip.mov"_s, {}, SubjectKind::Name});
            EXPECT_TRUE(about.contains(u"\u2068clip.mov\u2069"_s)) << qUtf8Printable(about);
        }
    }
    language.setLanguage(Language::English);
}

// From where an editor looks: below the picture, and among the item's media.
TEST_F(WindowTest, SubtitlesChaptersAndPosterAreReachedFromPreviewAndInspector)
{
    QUuid content;
    QUuid asset;
    bool pictures = false;
    QObject context;
    QObject::connect(&desk().intake(), &MediaIntake::added, &context, [&](const QString &, const QUuid &item, const QUuid &made) {
        content = item;
        asset = made;
    });
    QObject::connect(&desk().intake(), &MediaIntake::picturesReady, &context, [&] { pictures = true; });
    desk().intake().add({streetVideo()});
    ASSERT_TRUE(waitFor([&] { return pictures; }, 60'000));
    for (const Language one : {Language::Arabic, Language::English}) {
        for (const ThemeMode theme : {ThemeMode::Light, ThemeMode::Dark}) {
            const QString how =
                LanguageSwitch::code(one) + (theme == ThemeMode::Dark ? u"-dark"_s : QString());
            MainWindow &window = open(one);
            setTheme(theme);
            window.showItem(content);
            window.part<ItemInspector>()->showTab(u"media"_s);
            PreviewView &preview = *window.part<PreviewView>();
            ASSERT_TRUE(waitFor([&] { return preview.isVisible(); }));
            const auto editor = [&]() -> SubtitleEditorView * {
                const QList<SubtitleEditorView *> all = window.findChildren<SubtitleEditorView *>();
                return all.isEmpty() ? nullptr : all.last();
            };
            const auto closed = [&] {
                editor()->close();
                return waitFor([&] { return editor() == nullptr; });
            };
            QStringList offered;
            for (QToolButton *button : preview.findChildren<QToolButton *>()) {
                for (QAction *action : button->isVisible() && button->menu() ? button->menu()->actions() : QList<QAction *>()) {
                    offered.append(action->text());
                    EXPECT_FALSE(button->accessibleName().isEmpty());
                    EXPECT_EQ(button->menu()->layoutDirection(), window.layoutDirection());
                }
            }
            ASSERT_EQ(offered.size(), 4) << qPrintable(joined(offered));
            const auto pressed = [&](const QString &text) {
                // Asked for each time: the list of media makes its buttons anew when something comes of a file.
                const QList<QPushButton *> buttons = window.part<ItemInspector>()->findChildren<QPushButton *>();
                for (QPushButton *button : buttons) {
                    if (button->isVisible() && button->text() == text) {
                        button->click();
                        return true;
                    }
                }
                return false;
            };
            shoot(window, u"window-"_s + how);
            ASSERT_TRUE(pressed(offered[0]));
            ASSERT_NE(editor(), nullptr);
            EXPECT_EQ(editor()->presenter().asset(), Id<MediaAsset>(asset));
            EXPECT_EQ(editor()->findChild<QTabWidget *>()->currentIndex(), 0);
            shoot(*editor(), u"subtitles-silent-"_s + how);
            ASSERT_TRUE(pressed(offered[1]));
            EXPECT_EQ(window.findChildren<SubtitleEditorView *>().size(), 1) << "the same window";
            EXPECT_EQ(editor()->findChild<QTabWidget *>()->currentIndex(), 2);
            shoot(*editor(), u"chapters-"_s + how);
            ASSERT_TRUE(closed());

            window.action(u"media.poster"_s)->trigger();
            auto *dialog = window.findChild<PosterDialog *>();
            ASSERT_NE(dialog, nullptr);
            shoot(*dialog, u"poster-"_s + how);
            delete dialog;
            preview.seekTo(30'000 + 5'000 * (theme == ThemeMode::Dark) + 1'000 * (one == Language::Arabic));
            ASSERT_TRUE(waitFor([&] { return !preview.shownFrame(640).isNull() && preview.shownMs() > 29'000; }, 20'000));
            const QString before = desk().posterPath(Id<MediaAsset>(asset));
            window.action(u"media.poster_here"_s)->trigger();
            ASSERT_TRUE(waitFor([&] { return desk().posterPath(Id<MediaAsset>(asset)) != before; }, 60'000));
            EXPECT_TRUE(waitFor([&] { return window.action(u"edit.undo"_s)->isEnabled(); }));
            shoot(window, u"window-poster-"_s + how);
            window.action(u"edit.undo"_s)->trigger();
            EXPECT_EQ(desk().posterPath(Id<MediaAsset>(asset)), before);
        }
    }
}

} // namespace rawi::test
