package io.confab.cluster;

class LocalRoomBusTest extends RoomBusContract {
  private final RoomBus bus = new LocalRoomBus();

  @Override
  RoomBus bus() {
    return bus;
  }
}
