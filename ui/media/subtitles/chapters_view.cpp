#include "ui/media/subtitles/chapters_view.h"

#include "ui/kit/directional_edit.h"
#include "ui/kit/language_sides.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

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
    for (const SubtitleSide side : {SubtitleSide::Arabic, SubtitleSide::English}) {
        DirectionalTextEdit *edit = side == SubtitleSide::Arabic ? m_arabic : m_english;
        connect(edit, &QTextEdit::textChanged, this, [this, side, edit] { m_presenter.keepChapters(side, edit->toPlainText()); });
    }
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
    for (const SubtitleSide side : {SubtitleSide::Arabic, SubtitleSide::English}) {
        DirectionalTextEdit *edit = side == SubtitleSide::Arabic ? m_arabic : m_english;
        const std::optional<QString> typed = m_presenter.typedChapters(side);
        const QSignalBlocker quiet(edit);
        edit->setPlainText(typed.value_or(m_presenter.chapters(side)));
        edit->document()->setModified(typed.has_value());
    }
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
        m_presenter.keepChapters(side, m_presenter.chapters(side));
    }
    reload();
    Q_EMIT told([] { return tr("The chapters are saved."); });
}

} // namespace rawi
