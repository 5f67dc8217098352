// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Bridge} from "../../main/solidity/Bridge.sol";
import {BridgeTestBase, Cheats} from "./Cheats.sol";

contract BridgeTest is BridgeTestBase {
    Bridge private bridge;

    function setUp() public {
        CHEATS.etch(BRIDGE, genesisCode());
        bridge = Bridge(payable(BRIDGE));
        CHEATS.deal(ALICE, 100 ether);
    }

    function test_genesisCodeIsThatOfTheSource() public view {
        same(genesisCode(), type(Bridge).runtimeCode, "run integration/src/main/solidity/compile");
    }

    function test_interfaceIsThatOfTheProtocol() public view {
        same(uint32(Bridge.requestPegOut.selector), 0x9911dc74, "requestPegOut");
        same(uint32(bridge.BURN_ADDRESS.selector), 0xfccc2813, "BURN_ADDRESS");
        same(
            uint256(Bridge.RequestPegOut.selector),
            0xaa1c6070bc915de33c0fbc36ecf77b1e4fc1ebce832b2da62b6fe25f5a7dd5b0,
            "RequestPegOut"
        );
        same(bridge.BURN_ADDRESS(), BURN, "burn address");
        same(bridge.MINIMUM(), MINIMUM, "minimum");
        same(bridge.MINIMUM_ADDRESS_LENGTH(), 14, "minimum length");
        same(bridge.MAXIMUM_ADDRESS_LENGTH(), 76, "maximum length");
    }

    function test_burnMovesTheWholeValueAndAnnouncesIt() public {
        CHEATS.recordLogs();
        request(1.5 ether, P2WPKH);

        announced(ALICE, P2WPKH, 1.5 ether);
        same(BURN.balance, 1.5 ether, "burned");
        same(BRIDGE.balance, 0, "nothing stays");
        same(ALICE.balance, 98.5 ether, "paid");
    }

    function test_burnUsesNoStorage() public {
        CHEATS.record();
        request(MINIMUM, P2WPKH);

        (bytes32[] memory reads, bytes32[] memory writes) = CHEATS.accesses(BRIDGE);
        same(reads.length + writes.length, 0, "storage");
    }

    function test_everyKindOfBitcoinAddressPasses() public {
        bytes[14] memory addresses = [
            bytes("1111111111111111111114oLvT2"), // P2PKH of twenty zero bytes
            "17VZNX1SN5NtKa8UQFxwQbFeFc3iqRYhem", // P2PKH
            "3EktnHQD7RiAE6uzMj2ZifT9YgRrkSgzQX", // P2SH
            "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", // P2PKH, test networks
            "2MzQwSSnBHWHqSAqtTVQ6v47XtaisrJa1Vc", // P2SH, test networks
            "bc1pfeessrawgf", // pay to anchor: a two-byte program
            "bc1sw50qgdz25j", // version 16, two bytes
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", // P2WPKH
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", // the same, as QR codes carry it
            "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7", // P2WSH, test networks
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", // P2TR
            "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y", // 40 bytes
            "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080", // P2WPKH, regtest
            "bcrt1pnv0qv2q86ny0my4tycezez7e72jnjns2ays3l4w98v6l383k2h7q0lwmyh" // P2TR, regtest
        ];
        for (uint256 i = 0; i < addresses.length; i++) {
            CHEATS.recordLogs();
            request(MINIMUM, addresses[i]);
            announced(ALICE, addresses[i], MINIMUM);
        }
    }

    function test_lengthBoundsAreExact() public {
        request(MINIMUM, text(14));
        request(MINIMUM, text(76));
        refusesLength(0);
        refusesLength(1);
        refusesLength(13);
        refusesLength(77);
        refusesLength(90);
        refusesLength(100_000);
    }

    function test_minimumIsExact() public {
        request(MINIMUM, P2WPKH);
        refuses(0, P2WPKH, abi.encodeWithSelector(Bridge.BelowMinimum.selector, 0, MINIMUM));
        refuses(1, P2WPKH, abi.encodeWithSelector(Bridge.BelowMinimum.selector, 1, MINIMUM));
        uint256 below = MINIMUM - 1e10;
        refuses(below, P2WPKH, abi.encodeWithSelector(Bridge.BelowMinimum.selector, below, MINIMUM));
    }

    function test_partsOfASatoshiAreRefused() public {
        request(MINIMUM + 1e10, P2WPKH);
        refuses(MINIMUM + 1, P2WPKH, abi.encodeWithSelector(Bridge.NotWholeSatoshis.selector, MINIMUM + 1));
        uint256 tenth = MINIMUM + 1e9;
        refuses(tenth, P2WPKH, abi.encodeWithSelector(Bridge.NotWholeSatoshis.selector, tenth));
        uint256 almost = MINIMUM + 1e10 - 1;
        refuses(almost, P2WPKH, abi.encodeWithSelector(Bridge.NotWholeSatoshis.selector, almost));
    }

    function test_plainTransferIsRefused() public {
        refusesCall(1 ether, "", reason("Cannot burn without BTC address"));
        refusesCall(0, "", reason("Cannot burn without BTC address"));
    }

    function test_unknownSelectorIsRefused() public {
        bytes memory refusal = abi.encodeWithSelector(Bridge.UnknownFunction.selector);
        refusesCall(1 ether, hex"deadbeef", refusal);
        refusesCall(0, hex"deadbeef", refusal);
        refusesCall(1 ether, hex"9911dc", refusal);
        refusesCall(1 ether, abi.encodeWithSignature("burn(uint256,address)", 1, ALICE), refusal);
        refusesCall(1 ether, P2WPKH, refusal);
    }

    function test_constantsTakeNoValue() public {
        refusesCall(1 ether, abi.encodeCall(bridge.BURN_ADDRESS, ()), "");
        refusesCall(1 ether, abi.encodeCall(bridge.MINIMUM, ()), "");
    }

    function test_brokenArgumentEncodingIsRefused() public {
        bytes4 selector = Bridge.requestPegOut.selector;
        refusesCall(1 ether, abi.encodePacked(selector), "");
        refusesCall(1 ether, abi.encodePacked(selector, uint256(0x20)), "");
        refusesCall(1 ether, abi.encodePacked(selector, uint256(0x20), uint256(42), bytes32("short")), "");
        refusesCall(1 ether, abi.encodePacked(selector, type(uint256).max, uint256(42), text(42)), "");
        refusesCall(1 ether, abi.encodePacked(selector, uint256(0x20), type(uint256).max, text(42)), "");
    }

    function test_bytesAfterTheArgumentAreNotAnnounced() public {
        bytes memory call = abi.encodePacked(abi.encodeCall(Bridge.requestPegOut, (P2WPKH)), text(64));
        CHEATS.recordLogs();
        CHEATS.prank(ALICE);
        (bool done,) = BRIDGE.call{value: MINIMUM}(call);
        require(done, "refused");
        announced(ALICE, P2WPKH, MINIMUM);
    }

    function test_failedBurnKeepsTheCoins() public {
        CHEATS.etch(BURN, hex"5f5ffd");
        refuses(1 ether, P2WPKH, abi.encodeWithSelector(Bridge.BurnFailed.selector));
    }

    function test_forcedCoinsStayAndNoBurnTakesThem() public {
        CHEATS.deal(BRIDGE, 5 ether);
        request(1 ether, P2WPKH);
        same(BRIDGE.balance, 5 ether, "forced coins");
        same(BURN.balance, 1 ether, "burned");
    }

    function testFuzz_burnsOrLeavesEverythingAsItWas(uint256 value, uint16 length) public {
        value = value % 2 == 0 ? value % 21e24 : (value % 21e14) * 1e10;
        length = length % 200;
        CHEATS.deal(ALICE, value);
        CHEATS.recordLogs();
        CHEATS.prank(ALICE);
        (bool done,) = BRIDGE.call{value: value}(abi.encodeCall(Bridge.requestPegOut, (text(length))));

        require(done == (value >= MINIMUM && value % 1e10 == 0 && length >= 14 && length <= 76), "verdict");
        if (done) announced(ALICE, text(length), value);
        else same(CHEATS.getRecordedLogs().length, 0, "log of a refused burn");
        same(BURN.balance, done ? value : 0, "burned");
        same(ALICE.balance, done ? 0 : value, "kept");
        same(BRIDGE.balance, 0, "nothing stays");
    }

    function testFuzz_wholeSatoshisAndPossibleTextsAlwaysBurn(uint64 satoshis, bytes32 seed, uint8 length) public {
        uint256 value = (1_000_000 + uint256(satoshis) % 2_100_000_000_000_000) * 1e10;
        bytes memory address_ = text(14 + length % 63);
        for (uint256 i = 0; i < 32 && i < address_.length; i++) address_[i] = seed[i];
        CHEATS.deal(ALICE, value);
        CHEATS.recordLogs();
        request(value, address_);
        announced(ALICE, address_, value);
        same(BURN.balance, value, "burned");
    }

    function testFuzz_noCallLeavesCoinsInTheContract(bytes calldata call, uint96 value) public {
        CHEATS.deal(ALICE, value);
        CHEATS.prank(ALICE);
        (bool done,) = BRIDGE.call{value: value}(call);
        same(BRIDGE.balance, 0, "nothing stays");
        if (!done) same(ALICE.balance, value, "kept");
    }

    function testFuzz_unknownSelectorsAreRefused(bytes4 selector, bytes calldata rest, uint96 value) public {
        CHEATS.assume(selector != Bridge.requestPegOut.selector && selector != bridge.BURN_ADDRESS.selector);
        CHEATS.assume(selector != bridge.MINIMUM.selector);
        CHEATS.assume(selector != bridge.MINIMUM_ADDRESS_LENGTH.selector);
        CHEATS.assume(selector != bridge.MAXIMUM_ADDRESS_LENGTH.selector);
        CHEATS.deal(ALICE, value);
        bytes memory call = abi.encodePacked(selector, rest);
        refusesCall(value, call, abi.encodeWithSelector(Bridge.UnknownFunction.selector));
    }

    function request(uint256 value, bytes memory bitcoinAddress) private {
        CHEATS.prank(ALICE);
        bridge.requestPegOut{value: value}(bitcoinAddress);
    }

    function refusesLength(uint256 length) private {
        refuses(MINIMUM, text(length), abi.encodeWithSelector(Bridge.ImpossibleAddressLength.selector, length));
    }

    function refuses(uint256 value, bytes memory bitcoinAddress, bytes memory refusal) private {
        refusesCall(value, abi.encodeCall(Bridge.requestPegOut, (bitcoinAddress)), refusal);
    }

    function refusesCall(uint256 value, bytes memory call, bytes memory refusal) private {
        (uint256 kept, uint256 burned) = (ALICE.balance, BURN.balance);
        CHEATS.prank(ALICE);
        (bool done, bytes memory answer) = BRIDGE.call{value: value}(call);
        require(!done, "accepted");
        same(answer, refusal, "reason");
        same(ALICE.balance, kept, "kept");
        same(BURN.balance, burned, "not burned");
        same(BRIDGE.balance, 0, "nothing stays");
    }

    /// Exactly one log, as the node reads it.
    function announced(address who, bytes memory bitcoinAddress, uint256 value) private {
        Cheats.Log[] memory logs = CHEATS.getRecordedLogs();
        same(logs.length, 1, "one log");
        same(logs[0].emitter, BRIDGE, "emitter");
        same(logs[0].topics.length, 2, "two topics");
        same(uint256(logs[0].topics[0]), uint256(keccak256("RequestPegOut(address,bytes,uint256)")), "topic0");
        same(uint256(logs[0].topics[1]), uint160(who), "topic1");
        same(logs[0].data, abi.encode(bitcoinAddress, value), "data");
    }
}
