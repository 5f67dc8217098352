// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Bridge} from "../../main/solidity/Bridge.sol";
import {BridgeTestBase, Cheats} from "./Cheats.sol";

/// Passes a call on, in the ways in which a contract can.
contract Caller {
    function pass(address to, uint256 value, bytes calldata call) external returns (bool done, bytes memory answer) {
        return to.call{value: value}(call);
    }

    function borrow(address code, bytes calldata call) external payable returns (bool done, bytes memory answer) {
        return code.delegatecall(call);
    }

    receive() external payable {}
}

/// Burns from its constructor, whose receipt names no recipient.
contract BurnsWhenCreated {
    constructor(address bridge, bytes memory bitcoinAddress) payable {
        Bridge(payable(bridge)).requestPegOut{value: msg.value}(bitcoinAddress);
    }
}

contract BridgeCallersTest is BridgeTestBase {
    bytes private constant BURN_CALL = abi.encodeCall(Bridge.requestPegOut, (P2WPKH));

    Caller private caller;

    function setUp() public {
        CHEATS.etch(BRIDGE, genesisCode());
        caller = new Caller();
        CHEATS.deal(address(caller), 10 ether);
        CHEATS.deal(address(this), 10 ether);
    }

    function test_aContractMayBurnAndIsNamed() public {
        CHEATS.recordLogs();
        (bool done,) = caller.pass(BRIDGE, 1 ether, BURN_CALL);
        require(done, "refused");
        burnedBy(address(caller));
    }

    function test_aConstructorMayBurnAndIsNamed() public {
        CHEATS.recordLogs();
        BurnsWhenCreated created = new BurnsWhenCreated{value: 1 ether}(BRIDGE, P2WPKH);
        burnedBy(address(created));
    }

    function test_delegatecallIsRefusedAndTheCallerKeepsItsCoins() public {
        (bool done, bytes memory answer) = caller.borrow{value: 1 ether}(BRIDGE, BURN_CALL);
        require(!done, "accepted");
        same(answer, abi.encodeWithSelector(Bridge.NotTheBridge.selector, address(caller)), "reason");
        same(address(caller).balance, 11 ether, "kept");
        same(BURN.balance, 0, "not burned");
    }

    function test_aCopyAtAnotherAddressIsRefused() public {
        address copy = address(new Bridge());
        (bool done, bytes memory answer) = caller.pass(copy, 1 ether, BURN_CALL);
        require(!done, "accepted");
        same(answer, abi.encodeWithSelector(Bridge.NotTheBridge.selector, copy), "reason");
        same(address(caller).balance, 10 ether, "kept");
    }

    function test_forcedCoinsAreNobodysBurn() public {
        CHEATS.recordLogs();
        force(1 ether);
        same(CHEATS.getRecordedLogs().length, 0, "no burn announced");
        same(BRIDGE.balance, 1 ether, "forced coins");
        same(BURN.balance, 0, "not burned");
    }

    /// Gives coins to the bridge without asking it: an init code that is PUSH20 bridge, SELFDESTRUCT.
    function force(uint256 value) private {
        bytes memory code = abi.encodePacked(hex"73", BRIDGE, hex"ff");
        address created;
        assembly {
            created := create(value, add(code, 32), mload(code))
        }
        require(created != address(0), "not created");
    }

    function burnedBy(address who) private {
        Cheats.Log[] memory logs = CHEATS.getRecordedLogs();
        same(logs.length, 1, "one log");
        same(logs[0].emitter, BRIDGE, "emitter");
        same(uint256(logs[0].topics[1]), uint160(who), "topic1");
        same(BURN.balance, 1 ether, "burned");
    }
}
