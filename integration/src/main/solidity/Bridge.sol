// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title Bridge: the way from the sidechain back to Bitcoin
/// @notice Destroys coins and announces the Bitcoin address that the federation is to pay in exchange.
/// @dev Sits in the execution genesis at one fixed address: no constructor, no storage, no owner, no upgrade. What it
/// refuses, it refuses by reverting, so that the sender keeps the coins; docs/bridge.md says why each bound is as it is.
contract Bridge {
    /// @notice Where burned coins go. Nobody holds its key; supply is counted without its balance.
    address public constant BURN_ADDRESS = 0x000000000000000000000000000000000000dEaD;

    /// @notice The smallest burn, in wei: 0.01 BTC.
    uint256 public constant MINIMUM = 0.01 ether;

    /// @notice The shortest text of a Bitcoin address: bech32m of a two-byte witness program.
    uint256 public constant MINIMUM_ADDRESS_LENGTH = 14;

    /// @notice The longest text of a Bitcoin address: bech32m of a 40-byte witness program on regtest ("bcrt").
    uint256 public constant MAXIMUM_ADDRESS_LENGTH = 76;

    uint256 private constant WEI_PER_SATOSHI = 1e10;

    /// The only address whose events the federation pays.
    address private constant PREDEPLOY = 0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB;

    /// @notice `_value` wei were destroyed for a payment to `_bitcoinAddress`, the text of a Bitcoin address.
    event RequestPegOut(address indexed _evmAddress, bytes _bitcoinAddress, uint256 _value);

    /// The value is below the minimum.
    error BelowMinimum(uint256 value, uint256 minimum);

    /// The value has a part smaller than a satoshi, which Bitcoin could not pay.
    error NotWholeSatoshis(uint256 value);

    /// No Bitcoin network has an address text of this length.
    error ImpossibleAddressLength(uint256 length);

    /// This code runs as a copy or by delegatecall: its event would never be paid.
    error NotTheBridge(address here);

    /// The call data names no function of this contract.
    error UnknownFunction();

    /// The burn address did not take the coins.
    error BurnFailed();

    /// @notice Destroys the whole value of the call and asks for its payment in Bitcoin.
    /// @param _bitcoinAddress The text of the address, as UTF-8 bytes. Only its length is checked here; an address that
    /// the federation can't pay is refunded to the caller by the node's rules.
    function requestPegOut(bytes calldata _bitcoinAddress) external payable {
        if (address(this) != PREDEPLOY) revert NotTheBridge(address(this));
        if (msg.value < MINIMUM) revert BelowMinimum(msg.value, MINIMUM);
        if (msg.value % WEI_PER_SATOSHI != 0) revert NotWholeSatoshis(msg.value);
        uint256 length = _bitcoinAddress.length;
        if (length < MINIMUM_ADDRESS_LENGTH || length > MAXIMUM_ADDRESS_LENGTH) {
            revert ImpossibleAddressLength(length);
        }

        (bool burned,) = BURN_ADDRESS.call{value: msg.value}("");
        if (!burned) revert BurnFailed();

        emit RequestPegOut(msg.sender, _bitcoinAddress, msg.value);
    }

    receive() external payable {
        revert("Cannot burn without BTC address");
    }

    /// Payable only so that the sender of a value reads a reason too.
    fallback() external payable {
        revert UnknownFunction();
    }
}
