#include "ui/media/subtitles/chapters_view.h"

#include "ui/kit/directional_edit.h"
#include "ui/kit/language_sides.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace rawi {

ChaptersView::ChaptersView(SubtitleEditorPresenter &presenter, QWidget *parent)
    : QWidget(parent),
      m_presenter(presenter),
      m_advice(new QLabel(this)),
      m_arabic(new DirectionalTextEdit(Direction::RightToLeft, this)),
      m_english(new DirectionalTextEdit(Direction::LeftToRight, this)),
      m_save(new QPushButton(this))
{
    auto *grid = new QGridLayout(this);
    m_advice->setWordWrap(true);
    grid->addWidget(m_advice, 0, 0, 1, 2);
    auto *pair = new LanguagePair;
    pair->addWidget(m_english, 1);
    pair->addWidget(m_arabic, 1);
    grid->addLayout(pair, 1, 0, 1, 2);
    grid->addWidget(m_save, 2, 0, 1, 2);
    connect(m_save, &QPushButton::clicked, this, &ChaptersView::save);
    connect(&presenter, &SubtitleEditorPresenter::chaptersChanged, this, [this] {
        if (!m_arabic->document()->isModified() && !m_english->document()->isModified()) {
            reload();
        }
    });
    retranslate();
}

void ChaptersView::retranslate()
{
    m_advice->setText(tr("One chapter a line: a time and a title, the first at 00:00."));
    m_arabic->setAccessibleName(tr("Arabic chapters"));
    m_english->setAccessibleName(tr("English chapters"));
    m_arabic->setPlaceholderText(u"00:00 المقدمة"_s);
    m_english->setPlaceholderText(u"00:00 Introduction"_s);
    m_save->setText(tr("Save chapters"));
}

void ChaptersView::reload()
{
    m_arabic->setPlainText(m_presenter.chapters(SubtitleSide::Arabic));
    m_english->setPlainText(m_presenter.chapters(SubtitleSide::English));
    m_arabic->document()->setModified(false);
    m_english->document()->setModified(false);
}

void ChaptersView::save()
{
    for (const SubtitleSide side : {SubtitleSide::Arabic, SubtitleSide::English}) {
        DirectionalTextEdit *edit = side == SubtitleSide::Arabic ? m_arabic : m_english;
        if (!edit->document()->isModified()) {
            continue;
        }
        if (const Result<void> saved = m_presenter.saveChapters(side, edit->toPlainText()); !saved.ok()) {
            Q_EMIT failed(saved.error());
            return;
        }
        edit->document()->setModified(false);
    }
    reload();
    Q_EMIT told(tr("The chapters are saved."));
}

} // namespace rawi
