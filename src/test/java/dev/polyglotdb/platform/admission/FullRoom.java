package dev.polyglotdb.platform.admission;

/** A room that others have filled until this is closed. */
public final class FullRoom implements AutoCloseable {

    private final SideRoom room;
    private int others;

    private FullRoom(SideRoom room) {
        this.room = room;
        while (room.enter("other " + others)) {
            others++;
        }
    }

    public static FullRoom of(SideRoom room) {
        return new FullRoom(room);
    }

    @Override
    public void close() {
        while (others > 0) {
            others--;
            room.leave("other " + others);
        }
    }
}
