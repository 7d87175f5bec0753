#pragma once

#include "core/desk/media/encode_queue.h"
#include "core/desk/media/sleep_client.h"

#include <QTimer>

namespace rawi {

// Does what the limits say when the last encode ended: tells a minute ahead, so that somebody at the desk can call it
// off. What was done is not asked for again. Lives on the desk's thread.
class AfterEncodesJob : public QObject {
    Q_OBJECT

public:
    explicit AfterEncodesJob(EncodeQueue &queue, QObject *parent = nullptr);

    void callOff();
    void setNoticeMs(int ms); // for tests
    SleepClient &sleepClient() { return m_sleep; }

Q_SIGNALS:
    void coming(rawi::AfterEncodes after, int seconds);
    void calledOff();    // by somebody, or because there is an encode again
    void quitWanted();
    void failed(const rawi::Error &why);

private:
    void runDry();
    void act();

    EncodeQueue &m_queue;
    SleepClient m_sleep;
    QTimer m_notice;
};

} // namespace rawi
