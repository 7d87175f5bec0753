// What can be made without leaving the window: an article, a second file of an item, a poster of one's own, a series that
// says what it is.
#include "core/catalog/series.h"
#include "core/desk/content/content_lists.h"
#include "tests/desktop/window_fixture.h"
#include "tests/support/media_files.h"
#include "ui/catalog/series_board_view.h"
#include "ui/catalog/series_dialog.h"
#include "ui/content/item_field_view.h"
#include "ui/content/item_inspector.h"
#include "ui/content/library_view.h"
#include "ui/media/poster/poster_presenter.h"

#include <QApplication>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTextEdit>
#include <QUrl>

namespace rawi::test {

namespace {

class MakingTest : public WindowFixture {
protected:
    static bool drop(QWidget &onto, const QString &path)
    {
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &files, Qt::LeftButton, {});
        QApplication::sendEvent(&onto, &enter);
        if (!enter.isAccepted()) {
            return false;
        }
        QDropEvent dropped(QPointF(5, 5), Qt::CopyAction, &files, Qt::LeftButton, {});
        QApplication::sendEvent(&onto, &dropped);
        return true;
    }

    QList<MediaAsset> filesOf(const Id<ContentItem> &id)
    {
        const auto found = desk().replica().where<MediaAsset>("content_id", id.text());
        return found.ok() ? *found : QList<MediaAsset>();
    }

    QString picture(const QString &name, QColor colour)
    {
        const QString path = m_directory.file(name);
        QImage image(320, 180, QImage::Format_RGB32);
        image.fill(colour);
        EXPECT_TRUE(image.save(path));
        return path;
    }
};

TEST_F(MakingTest, AnArticleIsMadeAndItsTitleIsWritten)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        MainWindow &window = open(language);
        window.workbench().search(u"something else"_s); // the list is narrowed
        window.action(u"item.new_article"_s)->trigger();
        const Id<ContentItem> made(window.workbench().item());
        EXPECT_EQ(item(made).kind, ContentKind::Article);
        EXPECT_TRUE(waitFor([&] { return window.part<LibraryView>()->selectedIds() == QList<QUuid>{made.uuid()}; }));
        auto *focus = qobject_cast<QLineEdit *>(window.focusWidget());
        ASSERT_NE(focus, nullptr);
        focus->insert(u"مقال"_s);
        Q_EMIT focus->textEdited(focus->text());
        window.workbench().setItem({});
        EXPECT_EQ(language == Language::Arabic ? item(made).titleAr : item(made).titleEn, u"مقال"_s);
        shoot(window, language == Language::English ? u"article-en"_s : u"article-ar"_s);
        m_window.reset();
    }
}

TEST_F(MakingTest, AFileDroppedOnTheOpenItemJoinsIt)
{
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    MainWindow &window = open(Language::English);
    window.showItem(id.uuid());
    auto &inspector = *window.part<ItemInspector>();
    const QString file = picture(u"photo.png"_s, Qt::red);
    for (ItemFieldView *field : window.findChildren<ItemFieldView *>()) { // a file is no text
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(file)});
        QWidget *target = field->editor();
        if (auto *text = qobject_cast<QTextEdit *>(target)) {
            target = text->viewport();
        }
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &files, Qt::LeftButton, {});
        enter.ignore();
        QApplication::sendEvent(target, &enter);
        EXPECT_TRUE(!enter.isAccepted() || target != window.childAt(0, 0));
    }
    ASSERT_TRUE(drop(inspector, file));
    EXPECT_TRUE(waitFor([&] { return filesOf(id).size() == 1; }, 20'000));
    const auto all = ContentLists(desk().replica()).ids({});
    EXPECT_EQ(all->size(), 1) << "no item of its own";
}

TEST_F(MakingTest, APosterComesFromAPictureFile)
{
    const auto id = makeItem(u"عنوان"_s, u"Title"_s);
    MainWindow &window = open(Language::English);
    window.showItem(id.uuid());
    ASSERT_TRUE(drop(*window.part<ItemInspector>(), picture(u"first.png"_s, Qt::red)));
    ASSERT_TRUE(waitFor([&] { return filesOf(id).size() == 1 && !desk().posterPath(filesOf(id).first().id).isEmpty(); }, 30'000));
    const auto asset = filesOf(id).first().id;
    const QString before = desk().posterPath(asset);
    auto *poster = window.workbench().findChild<PosterPresenter *>();
    poster->chooseFile(asset, picture(u"cover.jpg"_s, Qt::blue));
    ASSERT_TRUE(waitFor([&] { return desk().posterPath(asset) != before; }, 30'000));
    const QColor shown = QImage(desk().posterPath(asset)).pixelColor(20, 20);
    EXPECT_GT(shown.blue(), 200);
    EXPECT_LT(shown.red(), 60);
    window.action(u"edit.undo"_s)->trigger();
    EXPECT_TRUE(waitFor([&] { return QImage(desk().posterPath(asset)).pixelColor(20, 20).red() > 200; }));
}

TEST_F(MakingTest, ASeriesShowsItsDescriptionAndStatus)
{
    for (const Language language : {Language::English, Language::Arabic}) {
        MainWindow &window = open(language);
        window.showRoom(u"series"_s);
        auto *board = window.part<SeriesBoardView>();
        board->newSeries();
        auto *dialog = board->findChild<SeriesDialog *>();
        ASSERT_NE(dialog, nullptr);
        dialog->setSeries({});
        for (QLineEdit *edit : dialog->findChildren<QLineEdit *>()) {
            edit->setText(edit->layoutDirection() == Qt::RightToLeft ? u"ساحات"_s : u"Squares"_s);
        }
        for (QTextEdit *edit : dialog->findChildren<QTextEdit *>()) {
            edit->setPlainText(edit->layoutDirection() == Qt::RightToLeft ? u"ساحات المدن العربية"_s : u"The squares of Arab cities"_s);
        }
        dialog->findChild<QComboBox *>()->setCurrentIndex(static_cast<int>(SeriesStatus::Hiatus));
        shoot(*dialog, language == Language::English ? u"series-dialog-en"_s : u"series-dialog-ar"_s);
        dialog->accept();
        const auto made = desk().replica().find(board->model().series());
        ASSERT_TRUE(made.ok() && *made);
        EXPECT_EQ((*made)->status, SeriesStatus::Hiatus);
        EXPECT_EQ((*made)->descriptionAr, u"ساحات المدن العربية"_s);
        QStringList seen;
        for (QLabel *label : board->findChildren<QLabel *>()) {
            if (label->isVisibleTo(board)) {
                seen.append(label->text());
            }
        }
        EXPECT_TRUE(seen.contains(u"ساحات المدن العربية"_s));
        EXPECT_TRUE(seen.contains(u"The squares of Arab cities"_s));
        shoot(window, language == Language::English ? u"series-board-en"_s : u"series-board-ar"_s);
        m_window.reset();
        run(u"series.remove"_s, {{u"id"_s, (*made)->id.text()}});
    }
}

} // namespace

} // namespace rawi::test
